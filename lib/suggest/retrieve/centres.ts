import { ENCODER_DIMS } from './encoder-features';
import { createPagedStore, offsetOf } from './paged-store';

/**
 * One vector of unit length per document, in order: where the document lies in meaning. Four neighbouring documents share a
 * run of words, one word per dimension and one byte per document, so that one multiplication serves two documents: bytes are
 * stored as value + 128, every second one is multiplied as a lane of 16 bits. Exact: a dot product of unit vectors scaled by
 * 127 never leaves 16 bits, and what a lane carries into the next is known and taken back.
 */
export interface Centres {
  /** Adds the vector of the next document. */
  append(vector: Float32Array): void;
  /** Writes the dot product of each document's vector with `vector` to `scores`, times 127². */
  score(vector: Float32Array, scores: Float32Array): void;
  /** Memory taken. */
  bytes(): number;
  /** Everything, for storing. */
  pages(): Uint32Array[];
}

/** Documents side by side in one word. */
const LANES = 4;
/** Groups of documents that fit one page of the store. */
const GROUPS = Math.floor(65_536 / ENCODER_DIMS);
const EVERY_SECOND = 0x00_ff_00_ff;
/** Added to each stored byte. */
const BIAS = 128;

const toByte = (value: number): number => Math.max(-127, Math.min(127, Math.round(value * 127)));

/** Creates the vectors of `count` documents, empty or with stored pages. */
export function createCentres(stored: readonly Uint32Array[] = [], count = 0): Centres {
  const store = createPagedStore(stored);
  let size = count;
  let group = Math.ceil(size / LANES);

  return {
    append(vector) {
      const lane = size % LANES;
      if (lane === 0) {
        store.allocate(ENCODER_DIMS);
        group++;
      }
      const address = addressOf(group - 1);
      const page = store.pageOf(address);
      const start = offsetOf(address);
      for (let d = 0; d < ENCODER_DIMS; d++)
        page[start + d] = ((page[start + d] ?? 0) | ((toByte(vector[d] ?? 0) + BIAS) << (lane * 8))) >>> 0;
      size++;
    },
    score(vector, scores) {
      const query = Int32Array.from(vector, toByte);
      for (let first = 0; first < size; first += GROUPS * LANES) {
        const page = store.pageOf(addressOf(first / LANES));
        const words = new Int32Array(page.buffer, page.byteOffset, page.length);
        scorePage(query, words, Math.min(GROUPS * LANES, size - first), scores, first);
      }
    },
    bytes: store.bytes,
    pages: store.pages,
  };
}

const addressOf = (group: number): number => Math.floor(group / GROUPS) * 65_536 + (group % GROUPS) * ENCODER_DIMS;

/** Low 16 bits as a signed number. */
const toSigned = (lane: number): number => (lane << 16) >> 16;

function scorePage(query: Int32Array, words: Int32Array, count: number, scores: Float32Array, first: number): void {
  const dims = ENCODER_DIMS;
  const mask = EVERY_SECOND;
  let excess = 0;
  for (const value of query) excess += value * BIAS;
  for (let i = 0, at = 0; i < count; i += LANES) {
    let even = 0;
    let odd = 0;
    for (let d = 0; d < dims; d += 2, at += 2) {
      const one = words[at] as number;
      const two = words[at + 1] as number;
      const byOne = query[d] as number;
      const byTwo = query[d + 1] as number;
      even = (even + Math.imul(byOne, one & mask) + Math.imul(byTwo, two & mask)) | 0;
      odd = (odd + Math.imul(byOne, (one >>> 8) & mask) + Math.imul(byTwo, (two >>> 8) & mask)) | 0;
    }
    const a = toSigned(even - excess);
    const b = toSigned(odd - excess);
    const left = count - i;
    scores[first + i] = a;
    if (left > 1) scores[first + i + 1] = b;
    if (left > 2) scores[first + i + 2] = toSigned(((even - a - excess) >> 16) - excess);
    if (left > 3) scores[first + i + 3] = toSigned(((odd - b - excess) >> 16) - excess);
  }
}
