const PAGE_BITS = 16;
const PAGE = 1 << PAGE_BITS;

/**
 * Append-only store of 32-bit numbers in pages: grows without copying, a run never crosses a page.
 * An address is page × 65,536 + offset.
 */
export interface PagedStore {
  /** Reserves `length` (≤ 65,536) neighbouring places and returns the address of the first. */
  allocate(length: number): number;
  /** The page that holds an address; index it with `offsetOf(address)`. */
  pageOf(address: number): Uint32Array;
  readonly bytes: number;
}

export const offsetOf = (address: number): number => address & (PAGE - 1);

/** Creates an empty store. */
export function createPagedStore(): PagedStore {
  const pages: Uint32Array[] = [];
  let used = PAGE;
  return {
    allocate(length) {
      if (used + length > PAGE) {
        pages.push(new Uint32Array(PAGE));
        used = 0;
      }
      const address = (pages.length - 1) * PAGE + used;
      used += length;
      return address;
    },
    pageOf(address) {
      const page = pages[address >>> PAGE_BITS];
      if (!page) throw new RangeError('address outside the store');
      return page;
    },
    get bytes() {
      return pages.length * PAGE * 4;
    },
  };
}
