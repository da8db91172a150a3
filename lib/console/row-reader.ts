import { MAX_MESSAGES } from '@/lib/chat/conversation';
import type { Adapter } from './adapter';
import { collectRows, getRowTop } from './collect-rows';
import { createFollower } from './read-role';
import { type RowRead, readRow } from './read-row';
import { splitRow } from './split-row';
import type { SeenRow } from './thread-memory';

/** What stands in the thread now. */
export interface RowsRead {
  /** Oldest first. */
  rows: SeenRow[];
  /** Newest rows with words whose role no rule can tell. */
  unknown: number;
  /** Highest place of a role rule that was needed. */
  fallback: number;
  /** Elements that the row rule matched. */
  candidates: number;
}

/** Reads the newest rows; each element is read once until something in it changed. */
export interface RowReader {
  /** Something in this element changed. */
  touch(element: Element): void;
  /** Null = the slice ended before all rows were read (`sliced` only). */
  read(box: Element, buyerName: string | null, sliced: boolean): RowsRead | null;
}

/** Reading is stopped after this long (ms); the rest follows in the next slice. */
const SLICE_MS = 6;
/** Rows that a virtual list keeps in the DOM at most. */
const MAX_WINDOW = 200;
/** An old odd row does no harm; one among the newest could be the buyer's. */
const UNKNOWN_WITHIN = 20;

/** Creates the row reader of one adapter. */
export function createRowReader(adapter: Adapter): RowReader {
  const rowCss = adapter.rows.row.map(({ css }) => css).join(', ');
  const isWindowed = adapter.rows.order === 'top';
  const needsName = adapter.roles.some(({ sender }) => sender);
  const isFollowing = adapter.roles.some(({ role }) => role === 'as-before');
  let cache = new WeakMap<Element, { read: RowRead | null }>();
  let cachedFor: string | null = null;
  return {
    touch(element) {
      const row = element.closest(rowCss);
      if (row) cache.delete(row);
    },
    read(box, buyerName, sliced) {
      if (needsName && cachedFor !== buyerName) cache = new WeakMap();
      cachedFor = buyerName;
      const limit = isWindowed ? MAX_WINDOW : MAX_MESSAGES;
      const collected = collectRows(box, rowCss, limit, adapter.rows.order === 'reverse');
      // who speaks "as before" is asked of the row above, wherever a virtual list keeps it
      const elements = isWindowed && isFollowing ? sortByTop(collected, box) : collected;
      const roleOf = createFollower();
      const result: RowsRead = { rows: [], unknown: 0, fallback: 0, candidates: elements.length };
      const started = performance.now();
      for (const [index, element] of elements.entries()) {
        let entry = cache.get(element);
        if (!entry) {
          if (sliced && performance.now() - started > SLICE_MS) return null;
          entry = { read: readRow(element, adapter, buyerName) };
          cache.set(element, entry);
        }
        const { read } = entry;
        if (!read) continue;
        const role = roleOf(read.role);
        if (role === null) {
          // the oldest rows of a window may go on what is not in the page any more
          const isCut = read.role === 'as-before' && result.rows.length === 0;
          if (index >= elements.length - UNKNOWN_WITHIN && !isCut) result.unknown++;
          continue;
        }
        result.fallback = Math.max(result.fallback, read.roleRule);
        const { time } = read;
        const pieces = adapter.rows.split ? splitRow(element, read) : null;
        for (const piece of pieces ?? [{ token: element, parts: read.parts }])
          result.rows.push({
            role,
            ...piece,
            // the id of the whole is none of its pieces'
            ...(read.platformId !== undefined && !pieces && { platformId: read.platformId }),
            ...(time !== undefined && { time }),
            ...(isWindowed && { top: getRowTop(piece.token, box) }),
          });
      }
      if (isWindowed) result.rows.sort((a, b) => (a.top ?? 0) - (b.top ?? 0));
      return result;
    },
  };
}

const sortByTop = (rows: readonly Element[], box: Element): Element[] =>
  rows
    .map((row) => ({ row, top: getRowTop(row, box) }))
    .sort((a, b) => a.top - b.top)
    .map(({ row }) => row);
