import type { StoredPostings } from './postings';

/** Everything of an index but the entries themselves, which stand in the store. */
export interface Snapshot {
  /** Version of the weights and of this layout. */
  version: string;
  /** Source, id and content hash of each document, null when it was removed. */
  documents: ([string, string, number] | null)[];
  keys: Uint32Array;
  frequencies: Uint32Array;
  addresses: Uint32Array;
  records: Uint32Array[];
  centres: Uint32Array[];
  postings: StoredPostings;
}

const MAGIC = 0x44_4d_49_31;

interface Block {
  name: string;
  type: 'u32' | 'i32' | 'u16';
  length: number;
}

type Numbers = Uint32Array | Int32Array | Uint16Array;

const typeOf = (numbers: Numbers): Block['type'] =>
  numbers instanceof Uint32Array ? 'u32' : numbers instanceof Int32Array ? 'i32' : 'u16';

/** Layout: magic, length of the head, head (JSON: version, documents, blocks), then the blocks, each padded to 4 bytes. */
export function packSnapshot(snapshot: Snapshot): Uint8Array {
  const { postings } = snapshot;
  const parts: [string, Numbers][] = [
    ['keys', snapshot.keys],
    ['frequencies', snapshot.frequencies],
    ['addresses', snapshot.addresses],
    ['heads', postings.heads],
    ['tails', postings.tails],
    ['filled', postings.filled],
    ['capacity', postings.capacity],
    ['lengths', postings.lengths],
    ...snapshot.records.map((page): [string, Numbers] => ['records', page]),
    ...snapshot.centres.map((page): [string, Numbers] => ['centres', page]),
    ...postings.pages.map((page): [string, Numbers] => ['pages', page]),
  ];
  const blocks = parts.map(([name, numbers]): Block => ({ name, type: typeOf(numbers), length: numbers.length }));
  const head = new TextEncoder().encode(
    JSON.stringify({ version: snapshot.version, documents: snapshot.documents, blocks }),
  );
  const headSize = Math.ceil(head.length / 4) * 4;
  const size = parts.reduce((sum, [, numbers]) => sum + Math.ceil(numbers.byteLength / 4) * 4, 8 + headSize);
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC);
  view.setUint32(4, head.length);
  bytes.set(head, 8);
  let at = 8 + headSize;
  for (const [, numbers] of parts) {
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at);
    at += Math.ceil(numbers.byteLength / 4) * 4;
  }
  return bytes;
}

/**
 * Reads what `packSnapshot` wrote; null when it is anything else, cut off, or of another version. The snapshot lies in the bytes
 * given, which belong to it from then on: copying 100 MB would be a quarter of a start.
 */
export function unpackSnapshot(given: Uint8Array, version: string): Snapshot | null {
  if (given.byteLength < 8) return null;
  // Numbers of four bytes can only lie at places divisible by four.
  const bytes = given.byteOffset % 4 === 0 ? given : given.slice();
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headLength = view.getUint32(4);
  if (view.getUint32(0) !== MAGIC || headLength > bytes.byteLength - 8) return null;
  let head: { version: string; documents: Snapshot['documents']; blocks: Block[] };
  try {
    head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headLength)));
  } catch {
    return null;
  }
  if (head.version !== version || !Array.isArray(head.documents) || !Array.isArray(head.blocks)) return null;
  const found = new Map<string, Numbers[]>();
  let at = 8 + Math.ceil(headLength / 4) * 4;
  for (const { name, type, length } of head.blocks) {
    const size = length * (type === 'u16' ? 2 : 4);
    if (at + size > bytes.byteLength) return null;
    const place = bytes.byteOffset + at;
    const numbers =
      type === 'u32'
        ? new Uint32Array(bytes.buffer, place, length)
        : type === 'i32'
          ? new Int32Array(bytes.buffer, place, length)
          : new Uint16Array(bytes.buffer, place, length);
    found.set(name, [...(found.get(name) ?? []), numbers]);
    at += Math.ceil(size / 4) * 4;
  }
  const one = <T extends Numbers>(name: string): T | undefined => found.get(name)?.[0] as T | undefined;
  const keys = one<Uint32Array>('keys');
  const frequencies = one<Uint32Array>('frequencies');
  const addresses = one<Uint32Array>('addresses');
  const heads = one<Int32Array>('heads');
  const tails = one<Int32Array>('tails');
  const filled = one<Uint16Array>('filled');
  const capacity = one<Uint16Array>('capacity');
  const lengths = one<Uint32Array>('lengths');
  if (!keys || !frequencies || !addresses || !heads || !tails || !filled || !capacity || !lengths) return null;
  return {
    version,
    documents: head.documents,
    keys,
    frequencies,
    addresses,
    records: (found.get('records') ?? []) as Uint32Array[],
    centres: (found.get('centres') ?? []) as Uint32Array[],
    postings: { pages: (found.get('pages') ?? []) as Uint32Array[], heads, tails, filled, capacity, lengths },
  };
}
