import { entrySchema } from '@/lib/knowledge/schema';
import type { SourcedEntry } from '@/lib/suggest/assistant';
import type { QueryRow } from '../eval/conversation';
import { readRows } from '../eval/rows';
import { makeDistractors } from './distractors';

/** A question with the entries that answer it. */
export type BenchQuery = QueryRow & { gold: string[] };

/** `size` entries: the gold ones, behind entries of other shops. */
export function readEntries(kbFile: string, size: number): SourcedEntry[] {
  const gold = readRows<unknown>(kbFile).map((row) => ({
    entry: entrySchema.parse(row),
    source: 'kb',
    precedence: 20,
  }));
  return [...makeDistractors(Math.max(0, size - gold.length), 20261121), ...gold];
}

/** The questions that some entry answers. */
export const readQueries = (file: string): BenchQuery[] =>
  readRows<BenchQuery>(file).filter(({ gold }) => gold.length > 0);
