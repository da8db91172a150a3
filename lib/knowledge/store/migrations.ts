import type Dexie from 'dexie';

/**
 * Numbered migrations of the one database. A number is frozen once shipped: a change is a new number with its own
 * fixture `tests/fixtures/migrations/v<number>.json` (rows as that version wrote them); a test opens each of them.
 */
export interface Migration {
  version: number;
  /** Only the tables that change, in Dexie's schema language; null drops a table. */
  tables: Record<string, string | null>;
}

export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    tables: {
      sources: 'id',
      manifests: 'source',
      shards: 'hash',
      own: 'id, updatedAtMs',
      shops: 'shopId',
      settings: 'key',
      feedback: 'id, atMs',
      openQuestions: 'id, atMs',
      counters: 'key, day',
      outboundLog: '++id, atMs',
      segments: 'key',
    },
  },
  {
    // History of own entries, the lead's publications, what happened to notices, pins and recents of phrases.
    version: 2,
    tables: {
      history: '++seq, id',
      publications: 'version',
      publishedShards: 'hash',
      noticeStates: 'key',
      pins: 'key',
      recents: 'key, atMs',
    },
  },
];

/** Declares all versions up to `upTo` (all of them by default; tests open old ones). */
export function applyMigrations(db: Dexie, upTo = Number.POSITIVE_INFINITY): void {
  for (const migration of MIGRATIONS) {
    if (migration.version <= upTo) db.version(migration.version).stores(migration.tables);
  }
}
