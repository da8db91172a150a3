import type { Conversation } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import type { Entry } from '@/lib/knowledge/schema';
import type { SourcedEntry } from '@/lib/suggest/assistant';
import type { ProductFocus, Why } from '@/lib/suggest/view-model';
import type { Understanding } from '@/lib/understand/understanding';
import { cover, toChances } from './cover';
import { createEntryIndex } from './entry-index';
import { FEATURE, type Feature } from './features';
import { confidenceInputs, type Ranked, rank } from './judge';
import { createMatcher, type Match } from './matcher';
import { toLeaning, toQueryInputs } from './query-inputs';
import type { QueryInput } from './query-view';
import { score } from './ranker';
import { packSnapshot, unpackSnapshot } from './snapshot';
import { confidence, getEncoder, getIndexVersion, ranker } from './weights';
import { explain } from './why';

/** A buyer's turn with all that is known about it. */
export interface RetrieveQuery {
  conversation: Conversation;
  turn: BuyerTurn;
  understanding: Understanding;
  product: ProductFocus | null;
  limit: number;
  nowMs: number;
}

/** An entry that fits, with a calibrated confidence. */
export interface Retrieved {
  entry: Entry;
  source: string;
  precedence: number;
  score: number;
  /** 0..1: for the best one the chance that a right entry is among the first three; falls with the score behind it. */
  confidence: number;
  why: Why[];
  /** Which question of the turn it answers, when there are several. */
  question?: number;
}

/** Below this confidence of the best entry the assistant is silent. */
export const SILENCE_FLOOR = 0.2;

/** Finds the entries that answer a buyer's turn. */
export interface Retriever {
  upsert(entries: SourcedEntry[]): void;
  remove(source: string, ids: string[]): void;
  size(): number;
  /** Best first, at most `limit`. */
  retrieve(query: RetrieveQuery): Retrieved[];
  /** The index as bytes, to be stored. */
  export(): Uint8Array;
  /**
   * Takes a stored index in place of the present one; false when it is of another version or damaged. Its entries answer
   * once they are upserted again, which costs next to nothing where they have not changed. The bytes belong to the index then.
   */
  import(bytes: Uint8Array): boolean;
}

/** Entries of each question that take part in the choice. */
const DEPTH = 12;
/** How much the turn as a whole counts beside its several questions. */
const WHOLE_WEIGHT = 1;

/** How far the confidence of a turn read together with its earlier talk counts. */
const LEANING_SHARE = 0.9;

interface Judged {
  ranked: Ranked<Match>[];
  confidence: number;
}

/** What an ablation leaves out. */
export interface LeftOut {
  /** Signals that say as much as an average match. */
  signals?: readonly Feature[];
  /** The several questions of one turn are not told apart. */
  parts?: boolean;
  /** A turn that leans on earlier talk is judged alone. */
  leaning?: boolean;
}

/** Creates an empty retriever. `without` is for measuring what each signal is worth (`npm run eval -- ablate`). */
export function createRetriever(without: LeftOut = {}): Retriever {
  const encoder = getEncoder();
  const muted = (without.signals ?? []).map((signal) => FEATURE[signal]);
  let index = createEntryIndex(encoder);
  let match = createMatcher(index, encoder);

  const judge = (input: QueryInput, among?: readonly number[]): Judged => {
    const matched = match(input, among);
    for (const { features } of matched.matches) for (const i of muted) features[i] = ranker.mean[i] ?? 0;
    const ranked = rank(matched.matches, ranker);
    const chance = 1 / (1 + Math.exp(-score(confidence, confidenceInputs(ranked, matched.facts))));
    return { ranked, confidence: ranked.length > 0 ? chance : 0 };
  };

  return {
    upsert: (entries) => {
      for (const entry of entries) index.upsert(entry);
    },
    remove: (source, ids) => {
      for (const id of ids) index.remove(source, id);
    },
    size: () => index.size(),
    retrieve(query) {
      const { whole, parts: questions } = toQueryInputs(query);
      const parts = without.parts ? [] : questions;
      const judged = judge(whole);
      const among = judged.ranked.map(({ match: found }) => found.document);
      const judgedParts = parts.map((part) => judge(part, among));
      const all = [judged, ...judgedParts];
      const choices = cover(
        all.map(({ ranked, confidence: sure }, i) => ({
          weight: i === 0 ? WHOLE_WEIGHT : sure,
          chances: toChances(
            ranked
              .slice(0, DEPTH)
              .map(({ match: found, score: points }) => ({ document: found.document, score: points })),
          ),
        })),
        query.limit,
      );
      const leaning = without.leaning ? null : toLeaning(whole);
      const top = Math.max(
        ...all.map(({ confidence: sure }) => sure),
        leaning ? LEANING_SHARE * judge(leaning, among).confidence : 0,
      );
      const first = choices[0]?.gain ?? 1;
      return choices.flatMap(({ document, gain, demand }): Retrieved[] => {
        const sourced = index.get(document);
        const place = all[demand]?.ranked.find(({ match: found }) => found.document === document);
        if (!sourced || !place) return [];
        const { entry, source, precedence } = sourced;
        return [
          {
            entry,
            source,
            precedence,
            score: place.score,
            confidence: top * Math.min(1, gain / first),
            why: explain(entry, place.match, query),
            ...(demand > 0 ? { question: demand - 1 } : {}),
          },
        ];
      });
    },
    export: () => packSnapshot(index.dump(getIndexVersion())),
    import(bytes) {
      const snapshot = unpackSnapshot(bytes, getIndexVersion());
      if (!snapshot) return false;
      index = createEntryIndex(encoder, snapshot);
      match = createMatcher(index, encoder);
      return true;
    },
  };
}
