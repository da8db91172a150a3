import { Inflate, zipSync } from 'fflate';
import { fail, ok, type Result } from '@/lib/core/result';
import { type FileReason, MAX_RATIO, MAX_UNPACKED_BYTES } from './limits';

/** Parts of a workbook that carry cells; drawings, macros and the rest are left out unread. */
const NEEDED =
  /^(\[Content_Types\]\.xml|_rels\/\.rels|xl\/(workbook|styles|sharedStrings)\.xml|xl\/_rels\/workbook\.xml\.rels|xl\/worksheets\/[^/]+\.xml)$/i;
/** Most parts that a workbook may list. */
const MAX_PARTS = 5000;
/** Packed bytes inflated between two looks at the bounds: deflate makes at most 1,032 of one, so at most 9 MB pass unseen. */
const STEP = 8192;

interface Part {
  name: string;
  method: number;
  start: number;
  packed: number;
}

export interface Workbook {
  /** The needed parts, unpacked, by name. */
  parts: Map<string, Uint8Array>;
  /** The same as a zip without compression: nothing can blow up in whoever reads it next. */
  stored: Uint8Array<ArrayBuffer>;
}

/**
 * Unpacks the needed parts of an XLSX within bounds, whatever its directory claims: real output is counted while
 * inflating, and stops at 250 MB in all or at 250 times the packed size. `not-a-spreadsheet` for encrypted, old (.xls)
 * or broken files and for XML with a DTD.
 */
export function unpackXlsx(bytes: Uint8Array): Result<Workbook, FileReason> {
  const listed = listParts(bytes);
  if (!listed) return fail('not-a-spreadsheet');
  const parts = new Map<string, Uint8Array>();
  let total = 0;
  for (const part of listed) {
    if (!NEEDED.test(part.name) || parts.has(part.name)) continue;
    const data = bytes.subarray(part.start, part.start + part.packed);
    if (data.length !== part.packed) return fail('not-a-spreadsheet');
    const got =
      part.method === 0
        ? ok(data)
        : part.method === 8
          ? inflate(data, MAX_UNPACKED_BYTES - total)
          : fail('not-a-spreadsheet' as const);
    if (!got.ok) return got;
    total += got.value.length;
    if (total > MAX_UNPACKED_BYTES) return fail('bomb');
    if (/<!DOCTYPE|<!ENTITY/i.test(new TextDecoder().decode(got.value.subarray(0, 4096))))
      return fail('not-a-spreadsheet');
    parts.set(part.name, got.value);
  }
  if (!parts.has('xl/workbook.xml')) return fail('not-a-spreadsheet');
  return ok({ parts, stored: zipSync(Object.fromEntries(parts), { level: 0 }) as Uint8Array<ArrayBuffer> });
}

/** Reads the central directory (PKWARE APPNOTE 4.3.12); null when there is none that makes sense. */
function listParts(bytes: Uint8Array): Part[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let end = bytes.length - 22;
  const lowest = Math.max(0, end - 65_535);
  while (end >= lowest && view.getUint32(end, true) !== 0x06054b50) end--;
  if (end < lowest || end < 0) return null;
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > MAX_PARTS) return null;
  const parts: Part[] = [];
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return null;
    const flags = view.getUint16(at + 8, true);
    const nameLength = view.getUint16(at + 28, true);
    const local = view.getUint32(at + 42, true);
    if (flags & 1 || local + 30 > bytes.length || view.getUint32(local, true) !== 0x04034b50) return null;
    parts.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      method: view.getUint16(at + 10, true),
      packed: view.getUint32(at + 20, true),
      start: local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

function inflate(data: Uint8Array, allowed: number): Result<Uint8Array, FileReason> {
  const blocks: Uint8Array[] = [];
  let size = 0;
  const stream = new Inflate((block) => {
    blocks.push(block);
    size += block.length;
  });
  try {
    for (let at = 0; at < data.length; at += STEP) {
      const until = Math.min(at + STEP, data.length);
      stream.push(data.subarray(at, until), until === data.length);
      if (size > allowed || (size > 10_000_000 && size > until * MAX_RATIO)) return fail('bomb');
    }
  } catch {
    return fail('not-a-spreadsheet');
  }
  const whole = new Uint8Array(size);
  let at = 0;
  for (const block of blocks) {
    whole.set(block, at);
    at += block.length;
  }
  return ok(whole);
}
