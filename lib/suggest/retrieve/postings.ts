import { createPagedStore, offsetOf } from './paged-store';

/**
 * Term id → documents, as chains of blocks in one paged store: appending one document costs its terms, nothing is rebuilt.
 * A block is [next address + 1, items…]; blocks double from 4 to 1,024 items. An item is document × 256 + impact (0–255).
 */
export interface Postings {
  append(term: number, document: number, impact: number): void;
  /** Adds `weight × impact / 255` of each posting of the term to `scores[document]`. */
  accumulate(term: number, weight: number, scores: Float32Array): void;
  /** Memory taken. */
  bytes(): number;
  /** Everything, for storing. */
  dump(): StoredPostings;
}

/** Postings as stored: per term the first and last block, how full the last one is, its size, and the items in all. */
export interface StoredPostings {
  pages: Uint32Array[];
  heads: Int32Array;
  tails: Int32Array;
  filled: Uint16Array;
  capacity: Uint16Array;
  lengths: Uint32Array;
}

const FIRST = 4;
const LARGEST = 1024;
const START = 1 << 12;

const empty = (): StoredPostings => ({
  pages: [],
  heads: new Int32Array(START).fill(-1),
  tails: new Int32Array(START),
  filled: new Uint16Array(START),
  capacity: new Uint16Array(START),
  lengths: new Uint32Array(START),
});

/** Creates postings, empty or with stored content. */
export function createPostings(stored: StoredPostings = empty()): Postings {
  const store = createPagedStore(stored.pages);
  let { heads, tails, filled, capacity, lengths } = stored;

  const widen = (term: number): void => {
    let size = Math.max(START, heads.length);
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
      let address = term < heads.length ? (heads[term] as number) : -1;
      let left = lengths[term] ?? 0;
      let size = FIRST;
      while (address >= 0 && left > 0) {
        const page = store.pageOf(address);
        const offset = offsetOf(address);
        const end = offset + Math.min(size, left);
        for (let i = offset + 1; i <= end; i++) {
          const item = page[i] as number;
          const document = item >>> 8;
          scores[document] = (scores[document] as number) + unit * (item & 255);
        }
        left -= size;
        address = (page[offset] as number) - 1;
        size = Math.min(size * 2, LARGEST);
      }
    },
    bytes: () => store.bytes() + heads.length * 16,
    dump: () => ({ pages: store.pages(), heads, tails, filled, capacity, lengths }),
  };
}
