import type { Conversation } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import type { Entry } from '@/lib/knowledge/schema';
import type { SourcedEntry } from '@/lib/suggest/assistant';
import type { ProductFocus, Why } from '@/lib/suggest/view-model';
import type { Understanding } from '@/lib/understand/understanding';
import { createEntryIndex } from './entry-index';
import { confidenceInputs, type Ranked, rank } from './judge';
import { createMatcher, type Match } from './matcher';
import { toQueryInputs } from './query-inputs';
import type { QueryInput } from './query-view';
import { score } from './ranker';
import { confidence, getEncoder, ranker } from './weights';
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
export const SILENCE_FLOOR = 0.3;

/** Finds the entries that answer a buyer's turn. */
export interface Retriever {
  upsert(entries: SourcedEntry[]): void;
  remove(source: string, ids: string[]): void;
  size(): number;
  /** Best first, at most `limit`. */
  retrieve(query: RetrieveQuery): Retrieved[];
  /** The index as bytes, to be stored. */
  export(): Uint8Array;
  /** Takes a stored index; false when it is of another version or damaged. */
  import(bytes: Uint8Array): boolean;
}

interface Judged {
  ranked: Ranked<Match>[];
  confidence: number;
}

/** Creates an empty retriever. */
export function createRetriever(): Retriever {
  const encoder = getEncoder();
  const index = createEntryIndex(encoder);
  const match = createMatcher(index, encoder);

  const judge = (input: QueryInput): Judged => {
    const matched = match(input);
    const ranked = rank(matched.matches, ranker);
    const chance = 1 / (1 + Math.exp(-score(confidence, confidenceInputs(ranked, matched))));
    return { ranked, confidence: ranked.length > 0 ? chance : 0 };
  };

  return {
    upsert: (entries) => {
      for (const entry of entries) index.upsert(entry);
    },
    remove: (source, ids) => {
      for (const id of ids) index.remove(source, id);
    },
    size: index.size,
    retrieve(query) {
      const { whole } = toQueryInputs(query);
      const judged = judge(whole);
      const best = judged.ranked[0]?.score ?? 0;
      return judged.ranked.slice(0, query.limit).flatMap(({ match: found, score: points }): Retrieved[] => {
        const sourced = index.get(found.document);
        if (!sourced) return [];
        const { entry, source, precedence } = sourced;
        return [
          {
            entry,
            source,
            precedence,
            score: points,
            confidence: judged.confidence * Math.exp((points - best) / 2),
            why: explain(entry, found, query),
          },
        ];
      });
    },
    export: () => new Uint8Array(0),
    import: () => false,
  };
}
