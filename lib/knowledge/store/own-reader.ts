import { yieldNow } from '@/lib/knowledge/import/yield-now';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';
import type { DeskmateDatabase } from './database';
import { fromOwnRow } from './live-item';
import type { Chunk } from './live-set';
import type { OwnRow } from './rows';

export interface OwnEntry {
  row: RawRow;
  entry: Entry;
}

/** Rows read or parsed at once: 50,000 in one piece would hold up the thread that answers agents for a second. */
const SLICE = 1000;

/** All own rows as they lie there, oldest change first. */
export async function readOwnRows(db: DeskmateDatabase): Promise<OwnRow[]> {
  const rows: OwnRow[] = [];
  for (let last: string | null = null; ; ) {
    const from = last === null ? db.own.toCollection() : db.own.where('id').above(last);
    const slice: OwnRow[] = await from.limit(SLICE).toArray();
    rows.push(...slice);
    if (slice.length < SLICE) break;
    last = slice.at(-1)?.id ?? null;
  }
  return rows.sort((a, b) => a.updatedAtMs - b.updatedAtMs);
}

/** All readable own entries, oldest change first. */
export async function readOwn(db: DeskmateDatabase): Promise<OwnEntry[]> {
  const found: OwnEntry[] = [];
  const rows = await readOwnRows(db);
  for (const [index, { row }] of rows.entries()) {
    if (index % SLICE === SLICE - 1) await yieldNow();
    const parsed = parseEntry(row);
    if (parsed.ok) found.push({ row: parsed.row, entry: parsed.entry });
  }
  return found;
}

/** Gives the stored rows of ids, in their order; those that are not there are undefined. */
export type OwnRowReader = (ids: readonly string[]) => Promise<(OwnRow | undefined)[]>;

/** More ids than this: what is there at all is asked once, and nothing is asked about the rest. */
const FEW = 100;

/** Makes a reader for a write of `count` rows. An import brings mostly new ids: a question for each would take half of its time. */
export async function createOwnRowReader(db: DeskmateDatabase, count: number): Promise<OwnRowReader> {
  if (count <= FEW) return (ids) => db.own.bulkGet([...ids]);
  const there = new Set(await db.own.toCollection().primaryKeys());
  return async (ids) => {
    const present = ids.filter((id) => there.has(id));
    if (present.length === 0) return ids.map(() => undefined);
    const rows = new Map((await db.own.bulkGet(present)).flatMap((row) => (row ? [[row.id, row] as const] : [])));
    return ids.map((id) => rows.get(id));
  };
}

/** Each own entry is a chunk of its own, named by its id. */
export const toOwnChunk = ({ entry, row }: OwnEntry): Chunk => ({ chunk: entry.id, items: [fromOwnRow(entry, row)] });
