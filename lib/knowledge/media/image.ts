import { sha256Hex } from '@/lib/core/sha256';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';

/** Largest image of an entry, bytes. */
export const MAX_IMAGE_BYTES = 2_000_000;

const HASH = /^[0-9a-f]{64}$/;

/** What the first bytes say; the type that a file or a row claims counts for nothing. SVG is no picture here: it can hold scripts. */
export function getImageType(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 12));
  if (head.startsWith('\u0089PNG\r\n\u001a\n')) return 'image/png';
  if (head.startsWith('\u00ff\u00d8\u00ff')) return 'image/jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  return head.startsWith('RIFF') && head.slice(8) === 'WEBP' ? 'image/webp' : null;
}

export type ImageReason = 'too-large' | 'not-an-image' | 'hash-mismatch';

/** Why bytes are not the image of that name, or its type. */
export async function checkImage(
  bytes: Uint8Array,
  sha256: string,
): Promise<{ ok: true; type: string } | { ok: false; reason: ImageReason }> {
  if (bytes.length > MAX_IMAGE_BYTES) return { ok: false, reason: 'too-large' };
  if ((await sha256Hex(bytes)) !== sha256) return { ok: false, reason: 'hash-mismatch' };
  const type = getImageType(bytes);
  return type ? { ok: true, type } : { ok: false, reason: 'not-an-image' };
}

/** Where an image lies in a feed, beside its `manifest.json`: its name is its hash, so that nobody can pass off another. */
export const toMediaPath = (sha256: string): string => `media/${sha256}`;

/** The hash in a path of `toMediaPath`; null for any other path. */
export const fromMediaPath = (path: string): string | null => /^media\/([0-9a-f]{64})$/.exec(path)?.[1] ?? null;

/** Hashes of the images that a row names; what is no hash is passed over. */
export function imagesOf(row: RawRow | { media?: unknown }): string[] {
  if (!Array.isArray(row.media)) return [];
  return row.media.flatMap((item: unknown) => {
    const sha256 = (item as { sha256?: unknown } | null)?.sha256;
    return typeof sha256 === 'string' && HASH.test(sha256) ? [sha256] : [];
  });
}

/** An image as lists and the panel name it. */
export interface NamedImage {
  name: string;
  sha256: string;
  caption?: string;
}

/** The images of an entry that a view may ask for. */
export const toNamedImages = (entry: Pick<Entry, 'media'>): NamedImage[] =>
  (entry.media ?? [])
    .filter(({ type, sha256 }) => type.startsWith('image/') && HASH.test(sha256))
    .map(({ name, sha256, caption }) => ({ name, sha256, ...(caption ? { caption } : {}) }));

/** Hashes of the images of many rows, each once. */
export const imagesOfAll = (rows: Iterable<RawRow>): string[] => [...new Set([...rows].flatMap(imagesOf))];
