import type { DeskmateDatabase } from './database';

export interface StoreUse {
  /** Table name; views word it as `privacy.store.<name>`. */
  name: string;
  rows: number;
  /** Approximate: characters of the rows' JSON, or the stored bytes. */
  bytes: number;
}

const sizeOf = (row: unknown): number => {
  const { bytes } = row as { bytes?: unknown };
  if (typeof bytes === 'number') return bytes;
  if (bytes instanceof Uint8Array) return bytes.length;
  return JSON.stringify(row).length;
};

/** What lies on this machine, table by table; one row at a time, so that no table is held in memory. */
export async function getPrivacyReport(db: DeskmateDatabase): Promise<StoreUse[]> {
  const uses: StoreUse[] = [];
  for (const table of db.tables) {
    const use: StoreUse = { name: table.name, rows: 0, bytes: 0 };
    await table.each((row) => {
      use.rows++;
      use.bytes += sizeOf(row);
    });
    uses.push(use);
  }
  return uses;
}

/** Empties every table in one transaction. Callers stop the sync engine first and open the store anew afterwards. */
export async function wipeEverything(db: DeskmateDatabase): Promise<void> {
  await db.transaction('rw', db.tables, async () => {
    for (const table of db.tables) await table.clear();
  });
}
