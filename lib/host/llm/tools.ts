import { type ConversationRef, isSameConversation } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import type { Clock } from '@/lib/core/clock';
import { createLog } from '@/lib/core/log';
import type { InsertResult } from '@/lib/platform/messages';
import type { LlmReason, LlmToolSource, LlmToolView } from '@/lib/platform/methods/llm-methods';
import type { AssistantSettings } from '@/lib/suggest/assistant';
import { compareBack } from '@/lib/suggest/llm/compare-back';
import { buildToolPrompt, type ToolRequest } from '@/lib/suggest/llm/tool-prompt';
import { type AgentLanguage, getTextLanguage, type LlmTool } from '@/lib/suggest/llm/tools';
import type { Brain } from '../brain';
import type { ConsoleSession } from '../console-session';
import type { LlmClient, LlmEndpoint } from './client';
import type { Gate } from './gate';
import { runTool } from './run-tool';

/** The agent's tools, tab by tab: one run at a time, only by press, bound to the conversation that was open. */
export interface LlmTools {
  view(session: ConsoleSession): LlmToolView;
  run(session: ConsoleSession, tool: LlmTool, source: LlmToolSource): void;
  /** Stops what runs; with nothing running puts the result away. */
  stop(session: ConsoleSession): void;
  replace(session: ConsoleSession, id: string): Promise<InsertResult>;
  undo(session: ConsoleSession, id: string): Promise<InsertResult>;
  /** The tab's view changed: another conversation drops what was made for the one before. */
  onTab(session: ConsoleSession): void;
  close(session: ConsoleSession): void;
  reset(): void;
}

export interface LlmToolsDeps {
  clock: Clock;
  gate: Gate;
  endpoint(): Promise<LlmEndpoint>;
  client: LlmClient;
  brain(): Brain;
  createId(): string;
  assistantSettings(session: ConsoleSession): AssistantSettings;
  agentLanguage(): AgentLanguage;
  push(tabId: number, view: LlmToolView): void;
}

interface ToolState {
  view: LlmToolView;
  abort: AbortController | null;
}

/** What is worked on, found in what the host itself knows of the conversation. */
interface Found {
  ref: ConversationRef;
  text: string;
  entryId: string | null;
  isKnowledge: boolean;
}

/** Entries whose words may back a rewrite of a piece that stands on them. */
const ENTRIES = 14;
const log = createLog('llm-tools');

/** Makes the tools. */
export function createLlmTools(deps: LlmToolsDeps): LlmTools {
  const tabs = new Map<ConsoleSession, ToolState>();

  const blank = (session: ConsoleSession, reason: LlmReason | null = null): LlmToolView => ({
    tabId: session.tabId,
    ref: session.view().ref,
    tool: null,
    source: null,
    state: reason ? 'stopped' : 'idle',
    reason,
    preview: '',
    result: null,
  });
  const stateOf = (session: ConsoleSession): ToolState => {
    const known = tabs.get(session);
    if (known) return known;
    const state: ToolState = { view: blank(session), abort: null };
    tabs.set(session, state);
    return state;
  };
  const show = (session: ConsoleSession, state: ToolState, change: Partial<LlmToolView>) => {
    state.view = { ...state.view, ...change };
    deps.push(session.tabId, state.view);
  };
  const end = (state: ToolState) => {
    state.abort?.abort();
    state.abort = null;
  };

  /** The source as the host knows it: a view cannot have anything else rewritten. Internal knowledge never leaves. */
  const find = (session: ConsoleSession, source: LlmToolSource): Found | null => {
    const { ref, draft, advice } = session.view();
    if (!ref) return null;
    if (source.kind === 'draft')
      return draft?.text === source.text ? { ref, text: draft.text, entryId: null, isKnowledge: false } : null;
    if (source.kind === 'turn')
      return advice && isSameConversation(advice.ref, ref) && advice.turnText.trim()
        ? { ref, text: advice.turnText, entryId: null, isKnowledge: false }
        : null;
    const issued = session.issued(source.id);
    const isInternal = advice?.suggestions.some(({ id, source: from }) => id === source.id && from.internal) ?? false;
    if (!issued || isInternal || issued.text !== source.text || !isSameConversation(issued.ref, ref)) return null;
    return { ref, text: issued.text, entryId: issued.entryId, isKnowledge: true };
  };

  const run = async (session: ConsoleSession, tool: LlmTool, source: LlmToolSource): Promise<void> => {
    const state = stateOf(session);
    end(state);
    const abort = new AbortController();
    state.abort = abort;
    const found = find(session, source);
    state.view = { ...blank(session), tool };
    const isCurrent = () =>
      !abort.signal.aborted &&
      state.abort === abort &&
      (found === null || isSameConversation(session.view().ref, found.ref));
    const fail = (reason: LlmReason, more: Partial<LlmToolView> = {}) => {
      if (!isCurrent()) return;
      state.abort = null;
      show(session, state, { state: reason === 'cancelled' ? 'stopped' : 'error', reason, preview: '', ...more });
    };
    if (!found) return fail('source-gone');
    state.view = { ...state.view, ref: found.ref, source: { kind: source.kind, text: found.text } };
    try {
      const barred = await deps.gate.check(true);
      if (barred) return fail(barred.reason, barred.retryAtMs ? { retryAtMs: barred.retryAtMs } : {});
      const conversation = session.snapshot()?.conversation;
      if (!conversation || !isCurrent()) return;
      show(session, state, { state: 'running', reason: null });
      const settings = deps.assistantSettings(session);
      const turn = getBuyerTurn(conversation)?.text ?? '';
      const buyerLanguage = session.view().advice?.language ?? 'und';
      const request: ToolRequest = {
        tool,
        text: found.text,
        isKnowledge: found.isKnowledge,
        cited: await citedText(session, found),
        turn,
        language:
          tool === 'to-agent'
            ? deps.agentLanguage()
            : tool === 'to-buyer'
              ? buyerLanguage
              : getTextLanguage(found.text),
        names: [conversation.buyer.name, conversation.buyer.id].filter(
          (name): name is string => (name ?? '').length > 1,
        ),
      };
      const guard = (text: string) => deps.brain().guard(text, conversation, settings);
      const endpoint = await deps.endpoint();
      if (!isCurrent()) return;
      const outcome = await runTool(
        { client: deps.client, guard: tool === 'to-agent' ? null : guard },
        endpoint,
        buildToolPrompt(request),
        abort.signal,
        (preview) => {
          if (isCurrent()) show(session, state, { preview });
        },
      );
      await deps.gate.note(outcome);
      if (!isCurrent()) return;
      if (outcome.state !== 'done' || outcome.reason) {
        const barredUntilMs = deps.gate.barredUntilMs();
        const held = outcome.reason === 'rate' && barredUntilMs > deps.clock.now();
        return fail(outcome.reason ?? 'internal', {
          ...(outcome.state === 'done' ? { state: 'done' } : {}),
          ...(held ? { retryAtMs: barredUntilMs } : {}),
        });
      }
      const id = `tool:${deps.createId()}`;
      const { text, findings } = outcome;
      const result = { id, text, language: request.language, findings, isReplaced: false };
      if (tool !== 'to-agent') session.issue(id, text, found.entryId, found.ref);
      if (tool !== 'to-buyer') {
        state.abort = null;
        return show(session, state, { state: 'done', preview: '', result });
      }
      show(session, state, { preview: '', result: { ...result, back: { state: 'running' } } });
      const back = await runTool(
        { client: deps.client, guard: null },
        endpoint,
        buildToolPrompt({ ...request, tool: 'back', text, isKnowledge: false, language: getTextLanguage(found.text) }),
        abort.signal,
      );
      await deps.gate.note(back);
      if (!isCurrent()) return;
      state.abort = null;
      const kept = state.view.result ?? result;
      show(session, state, {
        state: 'done',
        result:
          back.state === 'done' && back.text
            ? {
                ...kept,
                back: { state: 'done', text: back.text },
                findings: [...findings, ...compareBack(found.text, back.text, getTextLanguage(found.text))],
              }
            : { ...kept, back: { state: 'error', reason: back.reason ?? 'empty' } },
      });
    } catch (error) {
      log.error('a tool failed', { error: error instanceof Error ? error.name : 'unknown' });
      fail('internal');
    }
  };

  /** Words of the entries that a picked piece stands on. */
  const citedText = async (session: ConsoleSession, found: Found): Promise<string> => {
    const conversation = session.snapshot()?.conversation;
    const ids = (found.entryId ?? '').split(' ').filter(Boolean);
    if (ids.length === 0 || !conversation) return '';
    const grounding = await deps.brain().ground(conversation, deps.assistantSettings(session), ENTRIES);
    return [...(grounding?.notices ?? []), ...(grounding?.entries ?? [])]
      .filter(({ id }) => ids.includes(id))
      .map(({ text }) => text)
      .join('\n');
  };

  /** Swaps the draft in the box, from one text that must stand there to another. */
  const swap = async (session: ConsoleSession, id: string, isUndo: boolean): Promise<InsertResult> => {
    const state = stateOf(session);
    const { ref, source, result } = state.view;
    if (!ref || !source || result?.id !== id || source.kind !== 'draft' || result.isReplaced !== isUndo)
      return { ok: false, reason: 'rejected' };
    const [from, to] = isUndo ? [result.text, source.text] : [source.text, result.text];
    const written = await session.rewrite(ref, from, to);
    const now = state.view.result;
    if (written.ok && now?.id === id) show(session, state, { result: { ...now, isReplaced: !isUndo } });
    return written;
  };

  return {
    view: (session) => stateOf(session).view,
    run: (session, tool, source) => void run(session, tool, source),
    stop: (session) => {
      const state = stateOf(session);
      const ran = state.abort !== null;
      end(state);
      const { result } = state.view;
      if (ran && result)
        return show(session, state, {
          state: 'done',
          result: { ...result, back: { state: 'error', reason: 'cancelled' } },
        });
      if (ran) return show(session, state, { state: 'stopped', reason: 'cancelled', preview: '' });
      state.view = blank(session);
      deps.push(session.tabId, state.view);
    },
    replace: (session, id) => swap(session, id, false),
    undo: (session, id) => swap(session, id, true),
    onTab: (session) => {
      const state = tabs.get(session);
      if (!state) return;
      const { ref, advice } = session.view();
      const isOldTurn =
        state.view.source?.kind === 'turn' && advice !== null && advice.turnText !== state.view.source.text;
      if (isSameConversation(state.view.ref, ref) && !isOldTurn) return;
      const dropped = state.abort !== null;
      const isEmpty = state.view.state === 'idle';
      end(state);
      state.view = blank(session, dropped ? 'moved-on' : null);
      if (!isEmpty || dropped) deps.push(session.tabId, state.view);
    },
    close: (session) => {
      const state = tabs.get(session);
      if (state) end(state);
      tabs.delete(session);
    },
    reset: () => {
      for (const [session, state] of tabs) {
        end(state);
        state.view = blank(session);
        deps.push(session.tabId, state.view);
      }
    },
  };
}
