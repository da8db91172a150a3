import { fail, ok, type Result } from '@/lib/core/result';
import { sha256Hex } from '@/lib/core/sha256';
import { type DeskmateDatabase, isDiskFull } from '@/lib/knowledge/store/database';
import { getImageType, MAX_IMAGE_BYTES } from './image';

export interface StoredImage {
  type: string;
  bytes: Uint8Array;
}

/**
 * Images of entries, named by their hash. They lie beside the indexes and not in the entries' rows: a row travels whole
 * into lists, history, the brain and shards, and would take its pictures along each time. Two entries with one picture keep it once.
 */
export interface MediaStore {
  /** Keeps an image of this machine for good: the history may bring back the entry that shows it. */
  put(bytes: Uint8Array): Promise<Result<{ sha256: string; type: string }, 'too-large' | 'not-an-image' | 'disk-full'>>;
  /** Keeps an image that a feed brought, checked by the caller; it goes with its source. */
  putFetched(source: string, sha256: string, image: StoredImage): Promise<Result<null, 'disk-full'>>;
  /** Keeps fetched images for good, since entries of this machine show them now. */
  adopt(hashes: readonly string[]): Promise<void>;
  /** One's own or a fetched one. */
  get(sha256: string): Promise<StoredImage | null>;
  /** Those of the hashes that are not here. */
  missing(hashes: readonly string[]): Promise<string[]>;
  /** Drops fetched images that are not wanted any more; those of sources without any wanted one go altogether. */
  sweep(wanted: ReadonlyMap<string, ReadonlySet<string>>): Promise<number>;
}

const OWN = 'media.';
/** `fetched.<hash>.<source>`: found by hash, dropped by source. */
const FETCHED = 'fetched.';

/** Creates the store over the tables. */
export function createMediaStore(db: DeskmateDatabase): MediaStore {
  async function write(key: string, { type, bytes }: StoredImage): Promise<Result<null, 'disk-full'>> {
    try {
      await db.segments.put({ key, fingerprint: type, bytes });
      return ok(null);
    } catch (error) {
      if (isDiskFull(error)) return fail('disk-full');
      throw error;
    }
  }
  const isHere = async (sha256: string): Promise<boolean> =>
    (await db.segments
      .where('key')
      .equals(OWN + sha256)
      .count()) > 0 || (await db.segments.where('key').startsWith(`${FETCHED}${sha256}.`).count()) > 0;
  return {
    async put(bytes) {
      if (bytes.length > MAX_IMAGE_BYTES) return fail('too-large');
      const type = getImageType(bytes);
      if (!type) return fail('not-an-image');
      const sha256 = await sha256Hex(bytes);
      const written = await write(OWN + sha256, { type, bytes });
      return written.ok ? ok({ sha256, type }) : written;
    },
    putFetched: (source, sha256, image) => write(`${FETCHED}${sha256}.${source}`, image),
    async adopt(hashes) {
      for (const sha256 of hashes) {
        if (await db.segments.get(OWN + sha256)) continue;
        const fetched = await db.segments.where('key').startsWith(`${FETCHED}${sha256}.`).first();
        if (fetched) await write(OWN + sha256, { type: fetched.fingerprint, bytes: fetched.bytes });
      }
    },
    async get(sha256) {
      const row =
        (await db.segments.get(OWN + sha256)) ??
        (await db.segments.where('key').startsWith(`${FETCHED}${sha256}.`).first());
      return row ? { type: row.fingerprint, bytes: row.bytes } : null;
    },
    async missing(hashes) {
      const found = await Promise.all(hashes.map(async (sha256) => ((await isHere(sha256)) ? [] : [sha256])));
      return found.flat();
    },
    async sweep(wanted) {
      const keys = await db.segments.where('key').startsWith(FETCHED).primaryKeys();
      const idle = keys.filter((key) => {
        const [sha256 = '', ...source] = key.slice(FETCHED.length).split('.');
        return !wanted.get(source.join('.'))?.has(sha256);
      });
      await db.segments.bulkDelete(idle);
      return idle.length;
    },
  };
}
