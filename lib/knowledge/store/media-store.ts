import { fail, ok, type Result } from '@/lib/core/result';
import { sha256Hex } from '@/lib/core/sha256';
import { type DeskmateDatabase, isDiskFull } from './database';

/** Largest image of an entry, bytes. */
export const MAX_IMAGE_BYTES = 2_000_000;

/**
 * Images of entries, named by their hash. They lie beside the indexes and not in the entries' rows: a row travels whole
 * into lists, history, the brain and shards, and would take its pictures along each time. Two entries with one picture keep it once.
 */
export interface MediaStore {
  put(
    bytes: Uint8Array<ArrayBuffer>,
  ): Promise<Result<{ sha256: string; type: string }, 'too-large' | 'not-an-image' | 'disk-full'>>;
  get(sha256: string): Promise<{ type: string; bytes: Uint8Array } | null>;
}

const PREFIX = 'media.';

/** What the first bytes say; the type that a file claims counts for nothing. SVG is no picture here: it can hold scripts. */
function imageType(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\u0089PNG')) return 'image/png';
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (head.startsWith('GIF8')) return 'image/gif';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'image/webp' : null;
}

/** Creates the store over the tables. */
export function createMediaStore(db: DeskmateDatabase): MediaStore {
  return {
    async put(bytes) {
      if (bytes.length > MAX_IMAGE_BYTES) return fail('too-large');
      const type = imageType(bytes);
      if (!type) return fail('not-an-image');
      const hash = await sha256Hex(bytes);
      try {
        await db.segments.put({ key: PREFIX + hash, fingerprint: type, bytes });
      } catch (error) {
        if (isDiskFull(error)) return fail('disk-full');
        throw error;
      }
      return ok({ sha256: hash, type });
    },
    async get(hash) {
      const row = await db.segments.get(PREFIX + hash);
      return row ? { type: row.fingerprint, bytes: row.bytes } : null;
    },
  };
}
