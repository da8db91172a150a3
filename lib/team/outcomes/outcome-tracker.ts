import type { Clock } from '@/lib/core/clock';
import { getEditShare } from '@/lib/core/edit-share';
import type { CounterStore, Outcome } from '@/lib/knowledge/store/counter-store';

/** A suggestion as it was shown. Its text stays in memory until the turn is answered and is written nowhere. */
export interface ShownSuggestion {
  entryId: string;
  text: string;
}

export interface OutcomeTracker {
  /** What the agent sees for a buyer turn; each entry counts once per turn. */
  shown(conversation: string, turnId: string, scene: string, suggestions: readonly ShownSuggestion[]): Promise<void>;
  /** Written into the composer or copied; `text` as written. */
  used(conversation: string, outcome: 'inserted' | 'copied', suggestion: ShownSuggestion): Promise<void>;
  dismissed(conversation: string, entryId: string): Promise<void>;
  /** The agent's own bubble appeared on the page: what became of what was shown. */
  sent(conversation: string, text: string): Promise<void>;
}

/** Changed up to this share: a small touch. Beyond `OTHER_SHARE` it is another reply. */
const LITTLE_SHARE = 0.3;
const OTHER_SHARE = 0.7;
/** Conversations remembered at a time. */
const MAX_CONVERSATIONS = 200;

interface Turn {
  turnId: string;
  scene: string;
  /** Latest text by entry. */
  shown: Map<string, string>;
  used: Map<string, string>;
  dismissed: Set<string>;
}

/**
 * Counts what happens to suggestions, per day, entry and scene. Callers leave practice conversations out. Only counts are
 * kept: never a text, a buyer or an agent.
 */
export function createOutcomeTracker(deps: { counters: Pick<CounterStore, 'count'>; clock: Clock }): OutcomeTracker {
  const turns = new Map<string, Turn>();
  const count = (outcome: Outcome, entryId: string, turn: Turn): Promise<void> =>
    deps.counters.count(outcome, entryId, turn.scene, deps.clock.now());

  function turnOf(conversation: string, turnId: string, scene: string): Turn {
    const known = turns.get(conversation);
    if (known?.turnId === turnId) return known;
    const turn: Turn = { turnId, scene, shown: new Map(), used: new Map(), dismissed: new Set() };
    turns.delete(conversation);
    turns.set(conversation, turn);
    const oldest = turns.keys().next().value;
    if (turns.size > MAX_CONVERSATIONS && oldest !== undefined) turns.delete(oldest);
    return turn;
  }

  return {
    async shown(conversation, turnId, scene, suggestions) {
      const turn = turnOf(conversation, turnId, scene);
      for (const { entryId, text } of suggestions) {
        const isFirst = !turn.shown.has(entryId);
        turn.shown.set(entryId, text);
        if (isFirst) await count('shown', entryId, turn);
      }
    },
    async used(conversation, outcome, { entryId, text }) {
      const turn = turns.get(conversation);
      if (!turn) return;
      const isFirst = !turn.used.has(entryId);
      turn.used.set(entryId, text);
      if (isFirst) await count(outcome, entryId, turn);
    },
    async dismissed(conversation, entryId) {
      const turn = turns.get(conversation);
      if (!turn || turn.dismissed.has(entryId)) return;
      turn.dismissed.add(entryId);
      await count('dismissed', entryId, turn);
    },
    async sent(conversation, text) {
      const turn = turns.get(conversation);
      if (!turn) return;
      const candidates = [...turn.shown, ...turn.used].map(([entryId, shown]) => ({
        entryId,
        share: getEditShare(shown, text),
      }));
      const best = candidates.sort((a, b) => a.share - b.share)[0];
      const taken = best && best.share <= OTHER_SHARE ? best : null;
      if (taken) {
        await count('sent', taken.entryId, turn);
        if (taken.share > 0)
          await count(taken.share <= LITTLE_SHARE ? 'edited-little' : 'edited-much', taken.entryId, turn);
      }
      for (const entryId of turn.shown.keys()) {
        const isLeft = entryId !== taken?.entryId && !turn.used.has(entryId) && !turn.dismissed.has(entryId);
        if (isLeft) await count('ignored', entryId, turn);
      }
      turns.delete(conversation);
    },
  };
}
