import type { Conversation } from '@/lib/chat/conversation';
import { getBuyerTurn } from '@/lib/chat/turn';
import type { Clock } from '@/lib/core/clock';
import { advise } from './advise';
import type { AssistantSettings, SourcedEntry } from './assistant';
import type { AssistantDeps } from './assistant-deps';
import { getEffectiveTurn } from './effective-turn';
import { retrieve } from './find-entries';
import type { Shelf } from './shelf';
import { getSituation } from './situation';
import type { Advice, Why } from './view-model';

/** What a message would bring if an entry counted as it is written now. */
export interface TryOut {
  advice: Advice;
  /**
   * `shown`: the entry is among what the agent sees; `behind`: found, others stand before it; `below-floor`: found, but
   * nothing is sure enough to be said; `not-found`: nothing in it resembles the message; `not-here`: its dates, shops or
   * platforms exclude it; `other`: its kind is not found by questions.
   */
  verdict: 'shown' | 'behind' | 'below-floor' | 'not-found' | 'not-here' | 'other';
  /** 1-based place among what was found; null when it was not. */
  place: number | null;
  confidence: number | null;
  why: Why[];
  /** The best other entry that was found, sure enough to be said or not. */
  other: { id: string; title: string; confidence: number } | null;
}

const FOUND_BY_QUESTIONS: ReadonlySet<string> = new Set(['answer', 'card', 'playbook']);

/** Lets an entry count for one question and takes it back: the assistant is afterwards as it was before. */
export function tryOut(
  deps: AssistantDeps,
  shelf: Shelf,
  draft: SourcedEntry,
  conversation: Conversation,
  settings: AssistantSettings,
  clock: Clock,
): TryOut {
  const { source, entry } = draft;
  const before = shelf.get(entry.id).find((one) => one.source === source);
  const put = (sourced: SourcedEntry): void => {
    shelf.put(sourced);
    deps.retriever.upsert([sourced]);
  };
  put(draft);
  try {
    const advice = advise(deps, shelf, conversation, settings, clock);
    return { advice, ...judge(deps, shelf, draft, advice, conversation, settings, clock) };
  } finally {
    if (before) put(before);
    else {
      shelf.drop(source, entry.id);
      deps.retriever.remove(source, [entry.id]);
    }
  }
}

function judge(
  deps: AssistantDeps,
  shelf: Shelf,
  draft: SourcedEntry,
  advice: Advice,
  conversation: Conversation,
  settings: AssistantSettings,
  clock: Clock,
): Omit<TryOut, 'advice'> {
  const none = { place: null, confidence: null, why: [], other: null };
  const newest = getBuyerTurn(conversation);
  if (!newest) return { verdict: 'not-found', ...none };
  const turn = getEffectiveTurn(conversation, newest);
  const situation = getSituation(shelf, conversation, turn, deps.understand(conversation, turn), settings, clock.now());
  const found = retrieve(deps.retriever, shelf, situation);
  const index = found.findIndex((row) => row.entry.id === draft.entry.id);
  const row = found[index];
  const best = found.find((one) => one.entry.id !== draft.entry.id);
  const other = best ? { id: best.entry.id, title: best.entry.title, confidence: best.confidence } : null;
  const shown = [...advice.suggestions, ...advice.cards].find((one) => one.entryId === draft.entry.id);
  const seen = row
    ? { place: index + 1, confidence: row.confidence, why: shown?.why ?? row.why, other }
    : { ...none, why: shown?.why ?? [], other };
  if (shown || advice.subtext?.entryId === draft.entry.id) return { verdict: 'shown', ...seen };
  if (!shelf.counts(draft, situation.place, situation.nowMs)) return { verdict: 'not-here', ...seen };
  if (!FOUND_BY_QUESTIONS.has(draft.entry.kind)) return { verdict: 'other', ...seen };
  if (!row) return { verdict: 'not-found', ...seen };
  return { verdict: advice.suggestions.length === 0 ? 'below-floor' : 'behind', ...seen };
}
