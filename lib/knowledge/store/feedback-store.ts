import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import type { DeskmateDatabase } from './database';
import type { FeedbackStoredRow } from './rows';

/** Rows kept; older ones go, since feedback is a to-do list and not an archive. */
const MAX_ROWS = 2000;

/** What agents said of suggestions and silences. Questions come in redacted (`lib/core/redact`), never raw. */
export interface FeedbackStore {
  add(row: Omit<FeedbackStoredRow, 'id' | 'atMs'>): Promise<FeedbackStoredRow>;
  /** Newest first. */
  list(): Promise<FeedbackStoredRow[]>;
  remove(ids: readonly string[]): Promise<void>;
  clear(): Promise<void>;
}

/** Creates the feedback list over the tables. */
export const createFeedbackStore = (db: DeskmateDatabase, clock: Clock): FeedbackStore => ({
  add: (given) =>
    db.transaction('rw', db.feedback, async () => {
      const row = { ...given, id: createId(), atMs: clock.now() };
      await db.feedback.add(row);
      const surplus = (await db.feedback.count()) - MAX_ROWS;
      if (surplus > 0) await db.feedback.bulkDelete(await db.feedback.orderBy('atMs').limit(surplus).primaryKeys());
      return row;
    }),
  list: () => db.feedback.orderBy('atMs').reverse().toArray(),
  remove: (ids) => db.feedback.bulkDelete([...ids]),
  clear: () => db.feedback.clear(),
});
