import { canonicalJson } from '@/lib/core/canonical-json';
import type { DeskmateDatabase } from './database';
import { createOwnRowReader } from './own-reader';
import type { HistoryRow, OwnRow, SettingRow } from './rows';

/** Earlier forms kept per entry. */
const MAX_HISTORY = 50;

/** Rows handled at once, some 10 ms of work: an import of 50,000 must not hold up the thread that answers agents. */
const SLICE = 250;

/** Own rows to write and ids to remove, in one step. */
export interface OwnWrite {
  put: readonly OwnRow[];
  remove: readonly string[];
  /** A note of the change: there with it or not at all. */
  note?: SettingRow;
}

/** Writes and removes own rows in one transaction; a form that is really replaced or removed goes into the history. */
export async function writeOwn(db: DeskmateDatabase, { put, remove, note }: OwnWrite, nowMs: number): Promise<void> {
  await db.transaction('rw', db.own, db.history, db.settings, async () => {
    if (note) await db.settings.put(note);
    // The disk works on one slice while the next is handed over (a third less time); the thread is free in between all the same.
    let ahead: PromiseLike<unknown> = Promise.resolve();
    let last: PromiseLike<unknown> = Promise.resolve();
    const readRows = await createOwnRowReader(db, put.length);
    for (let at = 0; at < put.length; at += SLICE) {
      const slice = put.slice(at, at + SLICE);
      const before = await readRows(slice.map((row) => row.id));
      const replaced = before.filter(
        (row, i): row is OwnRow => row !== undefined && canonicalJson(row.row) !== canonicalJson(slice[i]?.row),
      );
      if (replaced.length > 0) await keep(db, replaced, nowMs, 'change');
      await ahead;
      ahead = last;
      last = db.own.bulkPut(slice);
      // One that fails is waited for below; until then nobody has missed it.
      last.then(undefined, () => undefined);
    }
    await last;
    const gone = (await db.own.bulkGet([...remove])).filter((row) => row !== undefined);
    await keep(db, gone, nowMs, 'removal');
    await db.own.bulkDelete([...remove]);
  });
}

async function keep(db: DeskmateDatabase, rows: readonly OwnRow[], atMs: number, by: HistoryRow['by']): Promise<void> {
  await db.history.bulkAdd(rows.map(({ id, row }) => ({ id, row, atMs, by })));
  // A whole import is not worth a query per entry; the next single change trims.
  if (rows.length > 500) return;
  for (const { id } of rows) {
    const seqs = await db.history.where('id').equals(id).primaryKeys();
    if (seqs.length > MAX_HISTORY) await db.history.bulkDelete(seqs.slice(0, seqs.length - MAX_HISTORY));
  }
}

/** Earlier forms of one own entry, newest first. Restoring one is `putOwn` with its row. */
export const readHistory = async (db: DeskmateDatabase, id: string): Promise<HistoryRow[]> =>
  (await db.history.where('id').equals(id).sortBy('seq')).reverse();
