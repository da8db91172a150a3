import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import type { DeskmateDatabase } from './database';
import type { FeedbackStoredRow } from './rows';

/** What agents said of suggestions and of silence. Kept on this machine, questions redacted by the caller. */
export interface FeedbackStore {
  add(row: Omit<FeedbackStoredRow, 'id' | 'atMs'>): Promise<void>;
  /** Newest first. */
  list(): Promise<FeedbackStoredRow[]>;
  clear(): Promise<void>;
}

/** Older rows than this many go first. */
const KEPT = 2000;

/** Makes the feedback list of this database. */
export const createFeedbackStore = (db: DeskmateDatabase, clock: Clock): FeedbackStore => ({
  add: async (row) => {
    await db.feedback.put({ ...row, id: createId(), atMs: clock.now() });
    const extra = (await db.feedback.count()) - KEPT;
    if (extra > 0) await db.feedback.bulkDelete(await db.feedback.orderBy('atMs').limit(extra).primaryKeys());
  },
  list: () => db.feedback.orderBy('atMs').reverse().toArray(),
  clear: () => db.feedback.clear(),
});
