import Fuse, { type IFuseOptions } from 'fuse.js';
import { type RowMatch, TYPO_COST } from './match-row';
import type { TypedRow } from './typed-row';

/** A row with how it was found. */
export interface Found extends RowMatch {
  row: TypedRow;
}

/** Shorter words have no typos, only other meanings. */
const MIN_CHARS = 3;
/** Share of the typed characters that may be wrong, as fuse.js counts it. */
const THRESHOLD = 0.34;

const FUSE: IFuseOptions<TypedRow> = {
  includeScore: true,
  ignoreLocation: true,
  threshold: THRESHOLD,
  keys: [
    { name: 'shortcut', weight: 2 },
    { name: 'title', weight: 1 },
  ],
};

/**
 * Titles and shortcuts with a typo in what was typed. fuse.js looks only at rows that hold enough of the characters at
 * all: at 10,000 rows that is the difference between 60 ms and 3 ms.
 */
export function findTypos(
  rows: readonly TypedRow[],
  wanted: string,
  limit: number,
  known: ReadonlySet<TypedRow>,
): Found[] {
  const chars = [...new Set(wanted.replace(/\s/g, ''))];
  if (chars.length < MIN_CHARS) return [];
  const needed = Math.ceil(chars.length * (1 - THRESHOLD));
  const near = rows.filter((row) => !known.has(row) && holds(row.title, row.shortcut, chars, needed));
  return new Fuse(near, FUSE)
    .search(wanted, { limit })
    .map(({ item, score = 1 }) => ({ row: item, rank: 'title', cost: TYPO_COST + score }));
}

function holds(title: string, shortcut: string, chars: readonly string[], needed: number): boolean {
  let missing = chars.length - needed;
  for (const char of chars) {
    if (!title.includes(char) && !shortcut.includes(char) && --missing < 0) return false;
  }
  return true;
}
