import type { Result } from '@/lib/core/result';

/** Why a file could not be read or written at the destination. Views word them as `publish.error.<code>`. */
export type WriteReason = 'unreachable' | 'denied' | 'not-found' | 'disk-full' | `http-${number}`;

/** Where a bundle goes: a folder, a zip, a bucket, a web server. Paths are relative, with `/`. */
export interface BundleWriter {
  /** Text of a file that lies there, or null when there is none. */
  read(path: string): Promise<Result<string | null, WriteReason>>;
  /** Writes a file whole. `isFinal`: the manifest, which readers must never get from a cache. */
  write(path: string, text: string, isFinal: boolean): Promise<Result<null, WriteReason>>;
}

/** Shards never change; the manifest is asked for again each time. */
export const cacheControl = (isFinal: boolean): string =>
  isFinal ? 'no-cache' : 'public, max-age=31536000, immutable';
export const contentType = (isFinal: boolean): string => (isFinal ? 'application/json' : 'application/x-ndjson');
