import type { LlmToolState } from '@/components/hooks/use-llm-tool';
import { useSettings } from '@/components/hooks/use-settings';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import { isSameConversation } from '@/lib/chat/conversation';
import type { TabView } from '@/lib/platform/messages';
import type { LlmToolSource, LlmToolView } from '@/lib/platform/methods/llm-methods';
import { canTranslateTurn, type LlmTool, listReplyTools } from '@/lib/suggest/llm/tools';
import { usePick } from './llm-pick';
import { usePanelActions } from './panel-actions';

/** What the tools can do in this tab now. */
export interface LlmTools {
  /** The text that they would work on: the picked reply, else the draft in the box. */
  target: { kind: 'draft' | 'piece'; text: string } | null;
  offered: LlmTool[];
  /** The last run of this conversation; null when there is nothing to show. */
  view: LlmToolView | null;
  /** What its result can be used for. `stale`: the draft that it was made from is not in the box any more. */
  use: 'replace' | 'insert' | 'copy' | 'stale' | 'undo' | null;
  run(tool: LlmTool): void;
  /** Replaces, inserts or copies, whatever `use` says. */
  apply(): void;
  undo(): void;
  stop(): void;
}

/** The tools of a tab, bound to its conversation. */
export function useLlmTools(tab: TabView, { tool: state, forget }: LlmToolState): LlmTools {
  const client = useHostClient();
  const { show } = useToasts();
  const { canInsert, insert, copy } = usePanelActions();
  const { picked } = usePick();
  const { settings } = useSettings();
  const { tabId, advice, draft } = tab;
  const target = picked
    ? { kind: 'piece' as const, text: picked.piece.text }
    : draft?.text.trim()
      ? { kind: 'draft' as const, text: draft.text }
      : null;
  const buyer = advice?.turnText ? advice.language : 'und';
  const offered: LlmTool[] = [
    ...(target ? listReplyTools(target.text, buyer) : []),
    ...(canTranslateTurn(buyer, settings?.language ?? 'zh-CN') ? (['to-agent'] as const) : []),
  ];
  const isOwn = state !== null && state.state !== 'idle' && isSameConversation(state.ref, tab.ref);
  const view = isOwn ? state : null;

  const sourceFor = (tool: LlmTool): LlmToolSource | null => {
    if (tool === 'to-agent') return { kind: 'turn' };
    if (picked) return { kind: 'piece', ...picked.piece };
    return draft ? { kind: 'draft', text: draft.text } : null;
  };
  const getUse = (): LlmTools['use'] => {
    if (!view?.result || !view.source) return null;
    if (view.source.kind === 'turn' || !canInsert) return 'copy';
    if (view.source.kind === 'piece') return 'insert';
    const inBox = draft?.text ?? '';
    if (view.result.isReplaced) return inBox === view.result.text ? 'undo' : null;
    return inBox === view.source.text ? 'replace' : 'stale';
  };
  const use = getUse();
  const call = (method: 'llm.tool.replace' | 'llm.tool.undo') => {
    const id = view?.result?.id;
    if (!id) return;
    client.call(method, { tabId, id }).then(
      (result) => show(result.ok ? 'fixed' : result.reason === 'rejected' ? 'fix-failed' : result.reason),
      () => show('stopped'),
    );
  };
  return {
    target,
    offered,
    view,
    use,
    run: (tool) => {
      const source = sourceFor(tool);
      if (source) client.call('llm.tool.run', { tabId, tool, source }).catch(() => show('stopped'));
    },
    apply: () => {
      if (!view?.result) return;
      if (use === 'replace') call('llm.tool.replace');
      else if (use === 'insert') insert(view.result, view.ref);
      else if (use === 'copy') copy(view.result);
    },
    undo: () => {
      if (use === 'undo') call('llm.tool.undo');
    },
    stop: () => {
      forget();
      void client.call('llm.tool.stop', { tabId }).catch(() => undefined);
    },
  };
}
