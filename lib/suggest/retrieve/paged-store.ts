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
  /** The same page as signed bytes; index it with `offsetOf(address) * 4`. */
  bytesOf(address: number): Int8Array;
  /** Memory taken. */
  bytes(): number;
  /** Pages in order, for storing; the last one is cut to what is used. */
  pages(): Uint32Array[];
}

export const offsetOf = (address: number): number => address & (PAGE - 1);

/** Creates a store, empty or with stored pages; whole ones are taken over, not copied. */
export function createPagedStore(stored: readonly Uint32Array[] = []): PagedStore {
  const pages: Uint32Array[] = [];
  const views: Int8Array[] = [];
  let used = PAGE;
  const addPage = (page: Uint32Array = new Uint32Array(PAGE)): Uint32Array => {
    pages.push(page);
    views.push(new Int8Array(page.buffer, page.byteOffset, page.byteLength));
    return page;
  };
  for (const content of stored) {
    if (content.length === PAGE) addPage(content);
    else addPage().set(content);
    used = content.length;
  }
  const fail = (): never => {
    throw new RangeError('address outside the store');
  };
  return {
    allocate(length) {
      if (used + length > PAGE) {
        addPage();
        used = 0;
      }
      const address = (pages.length - 1) * PAGE + used;
      used += length;
      return address;
    },
    pageOf: (address) => pages[address >>> PAGE_BITS] ?? fail(),
    bytesOf: (address) => views[address >>> PAGE_BITS] ?? fail(),
    bytes: () => pages.length * PAGE * 4,
    pages: () => pages.map((page, i) => (i === pages.length - 1 ? page.subarray(0, used) : page)),
  };
}
