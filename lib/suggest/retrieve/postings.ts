import { createPagedStore, offsetOf } from './paged-store';

/**
 * Term id → documents, as chains of blocks in one paged store: appending one document costs its terms, nothing is rebuilt.
 * A block is [next address + 1, items…]; blocks double from 4 to 1,024 items. An item is document × 256 + impact (0–255).
 */
export interface Postings {
  append(term: number, document: number, impact: number): void;
  /** Adds `weight × impact / 255` of each posting of the term to `scores[document]`. */
  accumulate(term: number, weight: number, scores: Float32Array): void;
  /** Visits each posting. */
  each(term: number, visit: (document: number, impact: number) => void): void;
  /** Memory taken. */
  bytes(): number;
}

const FIRST = 4;
const LARGEST = 1024;

/** Creates empty postings. */
export function createPostings(): Postings {
  const store = createPagedStore();
  let heads = new Int32Array(1 << 12).fill(-1);
  let tails = new Int32Array(1 << 12);
  let filled = new Uint16Array(1 << 12);
  let capacity = new Uint16Array(1 << 12);
  /** Items in all, per term. */
  let lengths = new Uint32Array(1 << 12);

  const widen = (term: number): void => {
    let size = heads.length;
    while (size <= term) size *= 2;
    const grow = <T extends Int32Array | Uint16Array | Uint32Array>(old: T, fresh: T): T => {
      fresh.set(old);
      return fresh;
    };
    heads = grow(heads, new Int32Array(size).fill(-1));
    tails = grow(tails, new Int32Array(size));
    filled = grow(filled, new Uint16Array(size));
    capacity = grow(capacity, new Uint16Array(size));
    lengths = grow(lengths, new Uint32Array(size));
  };

  const each = (term: number, visit: (document: number, impact: number) => void): void => {
    let address = term < heads.length ? (heads[term] ?? -1) : -1;
    let left = lengths[term] ?? 0;
    let size = FIRST;
    while (address >= 0 && left > 0) {
      const page = store.pageOf(address);
      const offset = offsetOf(address);
      const count = Math.min(size, left);
      for (let i = 1; i <= count; i++) {
        const item = page[offset + i] ?? 0;
        visit(item >>> 8, item & 255);
      }
      left -= count;
      address = (page[offset] ?? 0) - 1;
      size = Math.min(size * 2, LARGEST);
    }
  };

  return {
    append(term, document, impact) {
      if (term >= heads.length) widen(term);
      if ((heads[term] ?? -1) < 0) {
        const address = store.allocate(FIRST + 1);
        heads[term] = address;
        tails[term] = address;
        capacity[term] = FIRST;
        filled[term] = 0;
      } else if (filled[term] === capacity[term]) {
        const size = Math.min((capacity[term] ?? FIRST) * 2, LARGEST);
        const address = store.allocate(size + 1);
        const tail = tails[term] ?? 0;
        store.pageOf(tail)[offsetOf(tail)] = address + 1;
        tails[term] = address;
        capacity[term] = size;
        filled[term] = 0;
      }
      const tail = tails[term] ?? 0;
      const at = (filled[term] ?? 0) + 1;
      store.pageOf(tail)[offsetOf(tail) + at] = ((document << 8) | impact) >>> 0;
      filled[term] = at;
      lengths[term] = (lengths[term] ?? 0) + 1;
    },
    accumulate(term, weight, scores) {
      const unit = weight / 255;
      let address = term < heads.length ? (heads[term] ?? -1) : -1;
      let left = lengths[term] ?? 0;
      let size = FIRST;
      while (address >= 0 && left > 0) {
        const page = store.pageOf(address);
        const offset = offsetOf(address);
        const count = Math.min(size, left);
        for (let i = offset + 1; i <= offset + count; i++) {
          const item = page[i] ?? 0;
          const document = item >>> 8;
          scores[document] = (scores[document] ?? 0) + unit * (item & 255);
        }
        left -= count;
        address = (page[offset] ?? 0) - 1;
        size = Math.min(size * 2, LARGEST);
      }
    },
    each,
    bytes() {
      return store.bytes() + heads.length * 16;
    },
  };
}
