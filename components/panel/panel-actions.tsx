import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { HostMethods, TabView } from '@/lib/platform/messages';
import type { Finding } from '@/lib/suggest/view-model';
import type { Piece } from './pieces';

type FeedbackKind = HostMethods['feedback']['params']['kind'];

/** What the agent can do in the panel; every result is told by a toast. */
export interface PanelActions {
  /** False where the console's box cannot be written: copy takes the place of insert. */
  canInsert: boolean;
  /** Inserts into the conversation `ref` that the piece was made for. */
  insert(piece: Piece, ref: ConversationRef | null): void;
  /** Writes a finding's rewrite in place of its span, in the draft `text` that was shown. */
  fix(ref: ConversationRef | null, text: string, finding: Finding): void;
  copy(piece: Piece): void;
  sendFeedback(kind: FeedbackKind, entryId: string | null, turnId: string): void;
  choose(attribute: string, value: string | null): void;
  openDesk(path: string): void;
}

const PanelActionsContext = createContext<PanelActions | null>(null);

/** Binds the actions to the tab shown. */
export function PanelActionsProvider({ tab, children }: { tab: TabView | null; children: ReactNode }) {
  const client = useHostClient();
  const { show } = useToasts();
  const tabId = tab?.tabId ?? null;
  const canInsert = tab?.state === 'attached';
  const actions = useMemo<PanelActions>(
    () => ({
      canInsert,
      insert: (piece, ref) => {
        if (tabId === null || ref === null) return;
        client.call('insert', { tabId, sourceId: piece.id, text: piece.text, ref }).then(
          (result) => show(result.ok ? 'inserted' : result.reason),
          () => show('stopped'),
        );
      },
      fix: (ref, text, { start, end, fix }) => {
        if (tabId === null || ref === null || fix === undefined) return;
        client.call('draft.fix', { tabId, ref, text, start, end, fix }).then(
          (result) => show(result.ok ? 'fixed' : result.reason === 'rejected' ? 'fix-failed' : result.reason),
          () => show('stopped'),
        );
      },
      copy: (piece) => {
        navigator.clipboard.writeText(piece.text).then(
          () => {
            show('copied');
            client.call('copied', { tabId, sourceId: piece.id }).catch(() => undefined);
          },
          () => show('copy-failed'),
        );
      },
      sendFeedback: (kind, entryId, turnId) => {
        if (tabId === null) return;
        client.call('feedback', { tabId, kind, entryId, turnId }).then(
          () => show('feedback'),
          () => show('stopped'),
        );
      },
      choose: (attribute, value) => {
        if (tabId === null) return;
        client.call('choose', { tabId, attribute, value }).catch(() => show('stopped'));
      },
      openDesk: (path) => client.openDesk(path),
    }),
    [client, tabId, canInsert, show],
  );
  return <PanelActionsContext value={actions}>{children}</PanelActionsContext>;
}

/** The actions of the panel. A part outside `PanelActionsProvider` is a bug. */
export function usePanelActions(): PanelActions {
  const actions = useContext(PanelActionsContext);
  if (!actions) throw new Error('usePanelActions needs a PanelActionsProvider');
  return actions;
}
