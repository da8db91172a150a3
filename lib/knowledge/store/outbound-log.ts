import type { Clock } from '@/lib/core/clock';
import type { DeskmateDatabase } from './database';
import type { OutboundRow } from './rows';

/** Newest rows kept. */
const MAX_ROWS = 500;
/** How long a row is kept. */
const KEPT_MS = 7 * 86_400_000;

/** What left this machine in the last seven days, so that anybody can look it up. `text` is exactly what was sent, already redacted. */
export interface OutboundLog {
  add(row: Omit<OutboundRow, 'id' | 'atMs'>): Promise<void>;
  /** Newest first. */
  list(): Promise<OutboundRow[]>;
  clear(): Promise<void>;
}

/** Creates the log over the tables. */
export const createOutboundLog = (db: DeskmateDatabase, clock: Clock): OutboundLog => ({
  add: (row) =>
    db.transaction('rw', db.outboundLog, async () => {
      await db.outboundLog.add({ ...row, atMs: clock.now() });
      await db.outboundLog.filter(({ atMs }) => atMs < clock.now() - KEPT_MS).delete();
      const surplus = (await db.outboundLog.count()) - MAX_ROWS;
      if (surplus > 0) await db.outboundLog.bulkDelete(await db.outboundLog.orderBy('id').limit(surplus).primaryKeys());
    }),
  list: async () => {
    await db.outboundLog.filter(({ atMs }) => atMs < clock.now() - KEPT_MS).delete();
    return db.outboundLog.orderBy('id').reverse().toArray();
  },
  clear: () => db.outboundLog.clear(),
});
