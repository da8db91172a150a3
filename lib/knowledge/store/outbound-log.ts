import type { Clock } from '@/lib/core/clock';
import type { DeskmateDatabase } from './database';
import type { OutboundRow } from './rows';

/** Newest rows kept. */
const MAX_ROWS = 500;

/** What left this machine, so that anybody can look it up. `text` is exactly what was sent, already redacted. */
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
      const surplus = (await db.outboundLog.count()) - MAX_ROWS;
      if (surplus > 0) await db.outboundLog.bulkDelete(await db.outboundLog.orderBy('id').limit(surplus).primaryKeys());
    }),
  list: () => db.outboundLog.orderBy('id').reverse().toArray(),
  clear: () => db.outboundLog.clear(),
});
