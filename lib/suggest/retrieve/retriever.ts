import type { Conversation } from '@/lib/chat/conversation';
import { messageText } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import type { Entry } from '@/lib/knowledge/schema';
import type { SourcedEntry } from '@/lib/suggest/assistant';
import type { ProductFocus, Why } from '@/lib/suggest/view-model';
import { analyse, termKeys } from './analyse';
import { FIELD } from './entry-fields';
import { createEntryIndex, type IndexedEntry } from './entry-index';
import { isUnigram } from './grams';

/** What retrieval needs to know of the understanding of a turn. */
export interface RetrieveQuery {
  conversation: Conversation;
  turn: BuyerTurn;
  understanding: unknown;
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
  /** 0..1: the chance that the entry answers the turn. */
  confidence: number;
  why: Why[];
  /** Which question of the turn it answers, when there are several. */
  question?: number;
}

/** Below this confidence of the best entry the assistant is silent. */
export const SILENCE_FLOOR = 0.1;

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

const CANDIDATES = 80;

/** Creates an empty retriever. */
export function createRetriever(): Retriever {
  const index = createEntryIndex();
  let scores = new Float32Array(1024);

  const rarity = (term: number): number => {
    const n = index.size();
    const df = index.frequency(term);
    return Math.log(1 + (n - df + 0.5) / (df + 0.5));
  };

  return {
    upsert: (entries) => entries.forEach(index.upsert, index),
    remove: (source, ids) => {
      for (const id of ids) index.remove(source, id);
    },
    size: index.size,
    retrieve(query) {
      const size = index.documents();
      if (scores.length < size) scores = new Float32Array(size * 2);
      scores.fill(0, 0, size);
      const weights = new Map<number, number>();
      let unknown = 0;
      const take = (text: string, factor: number): void => {
        for (const key of termKeys(analyse(text))) {
          const term = index.termOf(key);
          const scale = isUnigram(key) ? 0.35 : 1;
          if (term < 0 || index.frequency(term) === 0) {
            if (factor === 1) unknown += scale * Math.log(1 + index.size());
            continue;
          }
          weights.set(term, Math.max(weights.get(term) ?? 0, rarity(term) * scale * factor));
        }
      };
      const { messages } = query.conversation;
      const first = messages.indexOf(query.turn.messages[0] as never);
      const history = messages
        .slice(Math.max(0, first - 4), Math.max(0, first))
        .filter((message) => message.role === 'buyer')
        .map(messageText)
        .join('\n');
      const short = query.turn.text.length;
      if (history) take(history, short < 12 ? 0.5 : 0.3);
      take(query.turn.text, 1);
      let mass = unknown;
      for (const [term, weight] of weights) {
        index.accumulate(term, weight, scores);
        mass += weight;
      }
      const top: number[] = [];
      for (let document = 0; document < size; document++) {
        if ((scores[document] ?? 0) > 0 && index.get(document)) top.push(document);
      }
      top.sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0));
      return top
        .slice(0, CANDIDATES)
        .map((document) => rank(document))
        .sort((a, b) => b.score - a.score)
        .slice(0, query.limit);

      function rank(document: number): Retrieved {
        const entry = index.get(document) as IndexedEntry;
        let best = 0;
        let bestAnswer = 0;
        let why: Why | undefined;
        for (const unit of entry.units) {
          const { page, start } = index.termsOf(unit);
          let shared = 0;
          let own = 0;
          for (let i = start; i < start + unit.length; i++) {
            const term = page[i] ?? 0;
            const weight = weights.get(term);
            const value = rarity(term);
            own += value;
            if (weight) shared += weight;
          }
          if (unit.field === FIELD.answer) {
            bestAnswer = Math.max(bestAnswer, shared / mass);
            continue;
          }
          const similarity = shared / Math.sqrt(mass * (own + 3));
          if (similarity > best) {
            best = similarity;
            why = { code: 'asked-like', text: String(unit.nth) };
          }
        }
        const all = (scores[document] ?? 0) / mass;
        const score = best + all * 0.8 + bestAnswer * 0.1;
        return {
          entry: entry.sourced.entry,
          source: entry.sourced.source,
          precedence: entry.sourced.precedence,
          score,
          confidence: Math.min(1, score / 1.2),
          why: why ? [why] : [],
        };
      }
    },
    export: () => new Uint8Array(0),
    import: () => false,
  };
}
