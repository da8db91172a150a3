import { readFileSync } from 'node:fs';
import { getBuyerTurn } from '@/lib/chat/turn';
import type { Conversation } from '@/lib/chat/conversation';
import { entrySchema, type Entry } from '@/lib/knowledge/schema';
import { createEncoder, type EncoderWeights } from '@/lib/suggest/retrieve/encoder';
import { createEntryIndex } from '@/lib/suggest/retrieve/entry-index';
import { createMatcher, type QuestionFacts } from '@/lib/suggest/retrieve/matcher';
import { toQueryInputs } from '@/lib/suggest/retrieve/query-inputs';
import { understand } from '@/lib/understand/understand';

/** One query with its measured candidates. */
export interface Sample {
  id: string;
  group: string;
  style: string;
  gold: string[];
  candidates: { id: string; features: number[] }[];
  facts: QuestionFacts;
}

export interface Query {
  id: string;
  conversation: Conversation;
  gold: string[];
  style: string;
  /** Queries of one group stay in one fold. */
  group: string;
  /** Entries left out of the knowledge for this query. */
  without?: string[];
}

export const readJsonl = <T>(path: string): T[] =>
  readFileSync(path, 'utf8').split('\n').filter((line) => line.trim()).map((line) => JSON.parse(line) as T);

export const toEntries = (rows: readonly unknown[], bare: boolean): Entry[] =>
  rows.map((row) => {
    const entry = entrySchema.parse(row);
    if (bare && 'askings' in entry) return { ...entry, askings: [] } as Entry;
    return entry;
  });

/** Measures each query's candidates in one knowledge. */
export function measureQueries(entries: readonly Entry[], queries: readonly Query[], weights: EncoderWeights): Sample[] {
  const encoder = createEncoder(weights);
  const index = createEntryIndex(encoder);
  for (const entry of entries) index.upsert({ entry, source: 'kb', precedence: 20 });
  const match = createMatcher(index, encoder);
  return queries.map((query) => {
    const turn = getBuyerTurn(query.conversation);
    if (!turn) throw new Error(`no turn in ${query.id}`);
    const understanding = understand(query.conversation, turn);
    const input = toQueryInputs({ conversation: query.conversation, turn, understanding, product: null }).whole;
    const matched = match(input);
    return {
      id: query.id,
      group: query.group,
      style: query.style,
      gold: query.gold,
      facts: matched.facts,
      candidates: matched.matches.map(({ document, features }) => ({
        id: index.get(document)?.entry.id ?? '',
        features: [...features],
      })).filter(({ id }) => !query.without?.includes(id)),
    };
  });
}
