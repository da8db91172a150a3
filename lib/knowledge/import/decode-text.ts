import { fail, ok, type Result } from '@/lib/core/result';

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030';

/**
 * Bytes of a text file as text: byte-order mark, else UTF-8, else GB18030 (what Excel for Chinese Windows writes).
 * `wrong-encoding` when it is none of them or looks binary.
 */
export function decodeText(bytes: Uint8Array): Result<{ text: string; encoding: Encoding }, 'wrong-encoding'> {
  const encoding = guessByMark(bytes);
  for (const candidate of encoding ? [encoding] : (['utf-8', 'gb18030'] as const)) {
    try {
      const text = new TextDecoder(candidate, { fatal: true }).decode(bytes);
      // Text files hold no NUL; a binary file does within its first bytes.
      if (text.slice(0, 4096).includes('\0')) return fail('wrong-encoding');
      return ok({ text, encoding: candidate });
    } catch {
      // Not this one.
    }
  }
  return fail('wrong-encoding');
}

function guessByMark(bytes: Uint8Array): Encoding | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8';
  return null;
}
