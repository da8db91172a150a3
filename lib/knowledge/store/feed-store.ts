import { fail, ok, type Result } from '@/lib/core/result';
import { type DeskmateDatabase, isDiskFull } from './database';
import type { ManifestRow, ShardRow, StoredManifest } from './rows';

/** What the sync engine may do to the tables; every write is one transaction, so a kill leaves the state before or after. */
export interface FeedStore {
  manifest(source: string): Promise<ManifestRow>;
  /** Remembers what is being fetched. Shards of an abandoned fetch that nobody else names are dropped. */
  setPending(source: string, manifest: StoredManifest | null): Promise<Result<null, 'disk-full' | 'no-source'>>;
  /** Which of these shards are not stored yet. */
  missing(hashes: readonly string[]): Promise<string[]>;
  putShards(shards: ShardRow[]): Promise<Result<null, 'disk-full'>>;
  /**
   * Swaps the pending manifest in, if all of its shards are stored and its version is not below the one in use
   * (`allowLower` for bundled sources). Old shards stay until `sweep`, so that who still reads them loses nothing.
   */
  commit(
    source: string,
    nowMs: number,
    allowLower: boolean,
  ): Promise<Result<null, 'nothing-pending' | 'incomplete' | 'version-lower' | 'disk-full' | 'no-source'>>;
  /** Same content confirmed: remembers the new ETag. */
  setEtag(source: string, etag: string | undefined): Promise<void>;
  /** Drops shards that no manifest names. */
  sweep(): Promise<number>;
}

const hashesOf = (manifest: StoredManifest | null): string[] => manifest?.shards.map((shard) => shard.sha256) ?? [];

/** Creates the feed's side of the tables. */
export function createFeedStore(db: DeskmateDatabase): FeedStore {
  const read = async (source: string): Promise<ManifestRow> =>
    (await db.manifests.get(source)) ?? { source, current: null, pending: null };

  /** Deletes those of `hashes` that no manifest names any more; runs inside the caller's transaction. */
  async function release(hashes: Iterable<string>): Promise<void> {
    const candidates = new Set(hashes);
    if (candidates.size === 0) return;
    await db.manifests.each((row) => {
      for (const hash of [...hashesOf(row.current), ...hashesOf(row.pending)]) candidates.delete(hash);
    });
    if (candidates.size > 0) await db.shards.bulkDelete([...candidates]);
  }

  async function guarded<T, R extends string>(work: () => Promise<Result<T, R>>): Promise<Result<T, R | 'disk-full'>> {
    try {
      return await work();
    } catch (error) {
      if (isDiskFull(error)) return fail('disk-full');
      throw error;
    }
  }

  return {
    manifest: read,
    setPending: (source, manifest) =>
      guarded(() =>
        db.transaction('rw', db.sources, db.manifests, db.shards, async () => {
          if (!(await db.sources.get(source))) return fail('no-source');
          const row = await read(source);
          await db.manifests.put({ ...row, pending: manifest });
          await release(hashesOf(row.pending));
          return ok(null);
        }),
      ),
    async missing(hashes) {
      const unique = [...new Set(hashes)];
      const stored = new Set(await db.shards.where('hash').anyOf(unique).primaryKeys());
      return unique.filter((hash) => !stored.has(hash));
    },
    putShards: (shards) =>
      guarded(async () => {
        await db.shards.bulkPut(shards);
        return ok(null);
      }),
    commit: (source, nowMs, allowLower) =>
      guarded(() =>
        db.transaction('rw', db.sources, db.manifests, db.shards, async () => {
          // Removed in the middle of a pull: nothing of it may come back.
          if (!(await db.sources.get(source))) return fail('no-source');
          const row = await read(source);
          const next = row.pending;
          if (!next) return fail('nothing-pending');
          if (row.current && next.version < row.current.version && !allowLower) return fail('version-lower');
          const after = new Set(hashesOf(next));
          const stored = await db.shards
            .where('hash')
            .anyOf([...after])
            .count();
          if (stored < after.size) return fail('incomplete');
          await db.manifests.put({ source, current: next, pending: null, changedAtMs: nowMs });
          return ok(null);
        }),
      ),
    setEtag: (source, etag) =>
      db.transaction('rw', db.manifests, async () => {
        const row = await read(source);
        if (row.current && row.current.etag !== etag)
          await db.manifests.put({ ...row, current: { ...row.current, etag } });
      }),
    sweep: () =>
      db.transaction('rw', db.manifests, db.shards, async () => {
        const named = new Set<string>();
        await db.manifests.each((row) => {
          for (const hash of [...hashesOf(row.current), ...hashesOf(row.pending)]) named.add(hash);
        });
        const orphans = (await db.shards.toCollection().primaryKeys()).filter((hash) => !named.has(hash));
        await db.shards.bulkDelete(orphans);
        return orphans.length;
      }),
  };
}
