import { sha256Hex } from '@/lib/core/sha256';

const PNG_HEAD = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/** Bytes that begin as a PNG does, other ones for every `mark`; `size` pads them. */
export async function makePng(mark: string, size = 0): Promise<{ bytes: Uint8Array<ArrayBuffer>; sha256: string }> {
  const text = new TextEncoder().encode(mark);
  const bytes = new Uint8Array(Math.max(size, PNG_HEAD.length + text.length));
  bytes.set(PNG_HEAD);
  bytes.set(text, PNG_HEAD.length);
  return { bytes, sha256: await sha256Hex(bytes) };
}
