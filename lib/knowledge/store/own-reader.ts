import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';
import type { DeskmateDatabase } from './database';
import { fromOwnRow } from './live-item';
import type { Chunk } from './live-set';

export interface OwnEntry {
  row: RawRow;
  entry: Entry;
}

/** All readable own entries, oldest change first. */
export async function readOwn(db: DeskmateDatabase): Promise<OwnEntry[]> {
  const stored = await db.own.orderBy('updatedAtMs').toArray();
  return stored.flatMap(({ row }) => {
    const parsed = parseEntry(row);
    return parsed.ok ? [{ row: parsed.row, entry: parsed.entry }] : [];
  });
}

/** Each own entry is a chunk of its own, named by its id. */
export const toOwnChunk = ({ entry, row }: OwnEntry): Chunk => ({ chunk: entry.id, items: [fromOwnRow(entry, row)] });
