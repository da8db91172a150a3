import { createId } from '@/lib/core/ids';
import type { DeskmateDatabase } from './database';
import { LEVEL_PRECEDENCE } from './precedence';
import type { SourceRow } from './rows';

/** The list of sources: what is fetched and how much it counts. */
export interface SourceStore {
  /** Highest precedence first, then oldest first. */
  list(): Promise<SourceRow[]>;
  get(id: string): Promise<SourceRow | null>;
  /**
   * Adds a source; the same address again gives the one that exists, with the new name and level. A pinned key stays
   * unless another is given; under another key or address nothing fetched before counts any more.
   */
  add(source: Omit<SourceRow, 'id' | 'addedAtMs'> & { id?: string }, nowMs: number): Promise<SourceRow>;
  /** Forgets the source and its manifest; its shards go with the next sweep. */
  remove(id: string): Promise<void>;
}

/** Creates the source list over the tables. */
export function createSourceStore(db: DeskmateDatabase): SourceStore {
  return {
    async list() {
      const rows = await db.sources.toArray();
      return rows.sort((a, b) => LEVEL_PRECEDENCE[b.level] - LEVEL_PRECEDENCE[a.level] || a.addedAtMs - b.addedAtMs);
    },
    get: async (id) => (await db.sources.get(id)) ?? null,
    add: (source, nowMs) =>
      db.transaction('rw', db.sources, db.manifests, async () => {
        const same = source.id
          ? await db.sources.get(source.id)
          : await db.sources.filter((row) => row.url === source.url).first();
        const publicKey = source.publicKey ?? same?.publicKey;
        const row: SourceRow = {
          ...source,
          ...(publicKey === undefined ? {} : { publicKey }),
          id: same?.id ?? source.id ?? createId(),
          addedAtMs: same?.addedAtMs ?? nowMs,
        };
        await db.sources.put(row);
        if (same && (same.publicKey !== publicKey || same.url !== row.url)) await db.manifests.delete(row.id);
        return row;
      }),
    remove: (id) =>
      db.transaction('rw', db.sources, db.manifests, async () => {
        await db.sources.delete(id);
        await db.manifests.delete(id);
      }),
  };
}
