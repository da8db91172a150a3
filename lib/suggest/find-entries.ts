import { toOriginalSpan } from '@/lib/core/text';
import { getBuyerTexts } from '@/lib/knowledge/entry';
import { getSaidValues } from '@/lib/knowledge/said-attributes';
import type { TriggerMatch } from '@/lib/knowledge/triggers';
import type { ValueType } from '@/lib/understand/values';
import type { SourcedEntry } from './assistant';
import type { CardHit } from './cards';
import { listEarlierAsked } from './effective-turn';
import { isOfKind } from './is-of-kind';
import { speaks, wantsChinese } from './reply-language';
import type { Retrieved, Retriever } from './retrieve/retriever';
import type { Shelf } from './shelf';
import type { Situation } from './situation';
import type { Why } from './view-model';

/** An entry whose trigger the buyer's words fire. */
export interface Fired {
  sourced: SourcedEntry;
  match: TriggerMatch;
}

/** Entries asked of retrieval: enough that filters by place, language and guard leave three. */
const FETCHED = 24;
/** A card without a trigger word pops only when retrieval is this sure, alone and beside the best entry. */
const SURE_CARD = 0.5;
const SURE_CARD_SHARE = 0.8;
/** Confidence of a playbook or card that its trigger brought. */
const FIRED_CONFIDENCE = 0.6;
/** Mood from which options stand first. */
const UPSET = 4;
/** Kinds of typed values that a bare number of a trigger never means. */
const OTHER_NUMBERS: ReadonlySet<ValueType> = new Set([
  'weight',
  'amount',
  'percent',
  'duration',
  'date',
  'clock',
  'count',
  'age',
]);
/** How far back an answer about the product (真丝的) reaches for the question that it answers. */
const EARLIER = 2;
/** Longest turn (UTF-16 units) that can be such an answer. */
const MAX_ANSWER = 24;

const countHere = (shelf: Shelf, fired: readonly Fired[], { place, nowMs }: Situation): Fired[] =>
  fired.filter(({ sourced }) => shelf.counts(sourced, place, nowMs));

/** A bare number that fires a trigger although the buyer means a weight, a price or a time with it (体重110 is no size 110). */
function isOtherNumber({ match }: Fired, { understanding: { values, normalised } }: Situation): boolean {
  if (!match.terms.every((term) => /^\d+$/.test(term))) return false;
  return values.some(({ type, start, end }) => {
    const span = toOriginalSpan(normalised, start, end);
    return OTHER_NUMBERS.has(type) && match.start >= span.start && match.end <= span.end;
  });
}

/** Entries that the turn's own words fire. Agent rows never fire: only the buyer's turn is read. */
export const matchTurn = (shelf: Shelf, situation: Situation): Fired[] =>
  countHere(shelf, shelf.match(situation.turn.text), situation).filter((fired) => !isOtherNumber(fired, situation));

/**
 * Cards for a turn that only says what the product is (真丝的), as an answer to our question: the buyer's earlier question fires
 * them, the value now known decides. Empty unless the turn is short and states a value of the attribute that the card waits for.
 */
export function matchAnswered(shelf: Shelf, situation: Situation): CardHit[] {
  const { turn, product, conversation } = situation;
  if (turn.text.length > MAX_ANSWER || product.attribute('材质').origin !== 'said') return [];
  // Said earlier is not said now: a new question must not bring back the card of the one before.
  if (getSaidValues(conversation, turn, '材质').now.length === 0) return [];
  const earlier = listEarlierAsked(conversation, turn, EARLIER);
  return earlier.flatMap((text) =>
    countHere(shelf, shelf.match(text), situation).flatMap(({ sourced, match }): CardHit[] =>
      isOfKind(sourced, 'card') && match.trigger.attribute ? [{ sourced, match, earlier: true }] : [],
    ),
  );
}

/** Cards that retrieval is sure of, without a trigger word; those that wait for an attribute only pop by trigger. */
export function listFoundCards(found: readonly Retrieved[], { understanding }: Situation): CardHit[] {
  if (!wantsChinese(understanding.language)) return [];
  const best = Math.max(0, ...found.map(({ confidence }) => confidence));
  return found.flatMap((row) =>
    isOfKind(row, 'card') &&
    row.confidence >= Math.max(SURE_CARD, best * SURE_CARD_SHARE) &&
    !row.entry.triggers.every(({ attribute }) => attribute)
      ? [{ sourced: row, found: { confidence: row.confidence, why: row.why } }]
      : [],
  );
}

/** What retrieval found and counts here and now; a buyer who does not write Chinese only gets entries in their language. */
export function retrieve(retriever: Retriever, shelf: Shelf, situation: Situation): Retrieved[] {
  const { conversation, turn, understanding, product, place, nowMs } = situation;
  const chinese = wantsChinese(understanding.language);
  const limit = chinese ? FETCHED : FETCHED * 3;
  const seen = new Set<string>();
  return retriever
    .retrieve({ conversation, turn, understanding, product: product.focus, limit, nowMs })
    .filter((row) => {
      if (seen.has(row.entry.id) || !shelf.counts(row, place, nowMs)) return false;
      // An entry that has no word in the buyer's language must not carry others over the floor.
      if (!chinese && !getBuyerTexts(row.entry).some((text) => speaks(text, understanding.language))) return false;
      seen.add(row.entry.id);
      return true;
    });
}

/** What was found, with the cards that trigger and product brought: at least as sure as their trigger makes them. */
export function withFittingCards(found: readonly Retrieved[], hits: readonly CardHit[]): Retrieved[] {
  const rows = new Map(found.map((row) => [row.entry.id, row]));
  for (const { sourced, match } of hits) {
    const old = rows.get(sourced.entry.id);
    const confidence = Math.max(FIRED_CONFIDENCE, old?.confidence ?? 0);
    const why: Why[] = [...(old?.why ?? []), { code: 'trigger', terms: match?.terms ?? [] }];
    rows.set(sourced.entry.id, { ...sourced, score: confidence, ...old, confidence, why });
  }
  return [...rows.values()].sort((a, b) => b.confidence - a.confidence);
}

/**
 * What was found, plus the playbooks whose trigger fired: in front when the buyer is upset, since then the options matter most;
 * else where their fixed confidence puts them.
 */
export function withFiredPlaybooks(
  fired: readonly Fired[],
  shown: readonly Retrieved[],
  { understanding }: Situation,
): Retrieved[] {
  const rows = [...shown];
  for (const { sourced, match } of fired) {
    if (!isOfKind(sourced, 'playbook') || rows.some(({ entry }) => entry.id === sourced.entry.id)) continue;
    const why = [{ code: 'trigger' as const, terms: match.terms }];
    const row: Retrieved = { ...sourced, score: FIRED_CONFIDENCE, confidence: FIRED_CONFIDENCE, why };
    const place = rows.findIndex(({ confidence }) => confidence < FIRED_CONFIDENCE);
    rows.splice(understanding.mood.level >= UPSET ? 0 : place < 0 ? rows.length : place, 0, row);
  }
  return rows;
}
