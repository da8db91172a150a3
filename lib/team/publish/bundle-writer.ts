import type { Result } from '@/lib/core/result';
import { getImageType } from '@/lib/knowledge/media/image';

/** Why a file could not be read or written at the destination. Views word them as `publish.error.<code>`. */
export type WriteReason = 'unreachable' | 'denied' | 'not-found' | 'disk-full' | `http-${number}`;

/** Text of shards and manifest, bytes of images. */
export type FileContent = string | Uint8Array<ArrayBuffer>;

/** Where a bundle goes: a folder, a zip, a bucket, a web server. Paths are relative, with `/`. */
export interface BundleWriter {
  /** Text of a file that lies there, or null when there is none. */
  read(path: string): Promise<Result<string | null, WriteReason>>;
  /** The same for a file that is no text. */
  readBytes(path: string): Promise<Result<Uint8Array | null, WriteReason>>;
  /** Writes a file whole. `isFinal`: the manifest, which readers must never get from a cache. */
  write(path: string, content: FileContent, isFinal: boolean): Promise<Result<null, WriteReason>>;
}

/** Shards never change; the manifest is asked for again each time. */
export const cacheControl = (isFinal: boolean): string =>
  isFinal ? 'no-cache' : 'public, max-age=31536000, immutable';
/** By what it is; an image says what it is by its first bytes, whatever a row calls it. */
export function contentType(content: FileContent, isFinal: boolean): string {
  if (typeof content !== 'string') return getImageType(content) ?? 'application/octet-stream';
  return isFinal ? 'application/json' : 'application/x-ndjson';
}
