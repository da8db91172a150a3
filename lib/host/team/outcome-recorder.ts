import { isSameConversation, refKey } from '@/lib/chat/conversation';
import { createLog } from '@/lib/core/log';
import { redact } from '@/lib/core/redact';
import type { NoHitStore } from '@/lib/knowledge/store/no-hit-store';
import type { OutcomeTracker } from '@/lib/team/outcomes/outcome-tracker';
import type { ConsoleSession } from '../console-session';
import type { PaintedList } from '../painted';

/** What the host tells of suggestions; practice conversations are left out here. */
export interface OutcomeRecorder {
  /** New advice for the open conversation: a question that found nothing is noted. */
  advised(session: ConsoleSession): void;
  painted(session: ConsoleSession, list: PaintedList): void;
  used(session: ConsoleSession, outcome: 'inserted' | 'copied', sourceId: string): void;
  dismissed(session: ConsoleSession, entryId: string): void;
  sent(session: ConsoleSession, text: string): void;
}

const log = createLog('outcomes');

/** Turns what happens in sessions into counts. Nothing here may hold up an insert: it runs beside, and a failure is logged. */
export function createOutcomeRecorder(deps: {
  tracker: OutcomeTracker;
  noHits: NoHitStore;
  onChange(): void;
}): OutcomeRecorder {
  const { tracker, noHits } = deps;
  /** Turns whose silence has been noted, by conversation. */
  const silent = new Map<string, string>();

  const run = (work: Promise<void>): void =>
    void work.then(deps.onChange, (error: unknown) => log.warn('not counted', { error: String(error) }));
  const keyOf = (session: ConsoleSession): string | null => {
    const { ref, practice } = session.view();
    return ref && !practice ? refKey(ref) : null;
  };

  function noteSilence(session: ConsoleSession): void {
    const key = keyOf(session);
    const { advice, buyer } = session.view();
    if (!key || !advice?.turnId || (advice.silence !== 'low' && advice.silence !== 'no-knowledge')) return;
    if (silent.get(key) === advice.turnId) return;
    silent.set(key, advice.turnId);
    if (silent.size > 200) silent.delete(silent.keys().next().value ?? '');
    const names = buyer?.name ? [buyer.name] : [];
    run(noHits.add(redact(advice.turnText.slice(0, 1000), { names }).text, advice.scene?.id));
  }

  return {
    advised: noteSilence,
    painted(session, { ref, places }) {
      const key = keyOf(session);
      const { advice } = session.view();
      if (!key || !advice?.turnId || !isSameConversation(ref, advice.ref)) return;
      const shown = places.flatMap(({ id, text }) => {
        const issued = session.issued(id);
        return issued?.entryId && issued.text === text ? [{ entryId: issued.entryId, text }] : [];
      });
      if (shown.length > 0) run(tracker.shown(key, advice.turnId, advice.scene?.id ?? 'other', shown));
    },
    used(session, outcome, sourceId) {
      const key = keyOf(session);
      const issued = session.issued(sourceId);
      if (key && issued?.entryId) run(tracker.used(key, outcome, { entryId: issued.entryId, text: issued.text }));
    },
    dismissed(session, entryId) {
      const key = keyOf(session);
      if (key) run(tracker.dismissed(key, entryId));
    },
    sent(session, text) {
      const key = keyOf(session);
      if (key) run(tracker.sent(key, text));
    },
  };
}
