import { foldText } from '@/lib/core/text';
import {
  isOnShelf,
  type PhraseFolder,
  type PhraseShelfName,
  phraseKey,
  toPhraseTree,
} from '@/lib/knowledge/phrases/phrase-tree';
import type { Entry } from '@/lib/knowledge/schema';
import { type Found, findTypos } from './find-typos';
import { guessRow, matchRow, type RowMatch, toWords } from './match-row';
import { isFindable, type TypedHit, type TypedRow, toHit, toTypedRow } from './typed-row';

/**
 * Search by typing: short queries over shortcuts, titles, questions and bodies, by their characters and by pinyin
 * (initials, full, fuzzy, homophones); fuse.js adds typos in titles and shortcuts. Order: shortcut > title > question >
 * body (product.md, F16), doubtful finds last. And browsing: the same entries as folders.
 */
export interface TypedSearch {
  upsert(entries: { entry: Entry; source: string; precedence: number }[]): void;
  remove(source: string, ids: string[]): void;
  /** At most `limit` hits, best first; an empty query finds nothing. */
  search(query: string, limit: number, shelf?: PhraseShelfName): TypedHit[];
  /** The phrases of a shelf by folder. */
  folders(shelf: PhraseShelfName): PhraseFolder;
  /** Named entries in the order given; those that are not there are left out. */
  named(keys: readonly string[]): TypedHit[];
}

/** Longest typed query that is looked at; a phrase is shorter, a paste is cut. */
const MAX_QUERY = 40;

/** Makes an empty search. */
export function createTypedSearch(): TypedSearch {
  const rows = new Map<string, TypedRow>();
  let visible: TypedRow[] | null = null;
  const trees = new Map<PhraseShelfName, PhraseFolder>();

  const forget = (): void => {
    visible = null;
    trees.clear();
  };
  /** The same id from several sources is shown once, from the highest. */
  const getVisible = (): TypedRow[] => {
    if (visible) return visible;
    const best = new Map<string, TypedRow>();
    for (const row of rows.values()) {
      const other = best.get(row.entry.id);
      if (!other || other.precedence < row.precedence) best.set(row.entry.id, row);
    }
    visible = [...best.values()];
    return visible;
  };

  return {
    upsert: (entries) => {
      for (const { entry, source, precedence } of entries) {
        const key = phraseKey(source, entry.id);
        if (!isFindable(entry)) rows.delete(key);
        else rows.set(key, toTypedRow(entry, source, precedence));
      }
      forget();
    },
    remove: (source, ids) => {
      for (const id of ids) rows.delete(phraseKey(source, id));
      forget();
    },
    search: (query, limit, shelf = 'all') => {
      const wanted = foldText(query.slice(0, MAX_QUERY)).text.trim();
      if (!wanted) return [];
      const words = toWords(wanted);
      const shown = getVisible().filter((row) => isOnShelf(row.entry, row.source, shelf));
      const found = collect(shown, (row) => matchRow(row, words));
      // Guesses stand behind whatever is sure, so they matter only where there is room.
      if (found.length < limit) {
        const known = new Set(found.map(({ row }) => row));
        found.push(...collect(shown, (row) => (known.has(row) ? null : guessRow(row, words))));
      }
      if (found.length < limit) {
        const known = new Set(found.map(({ row }) => row));
        found.push(...findTypos(shown, wanted, limit - found.length, known));
      }
      return found
        .sort(compare)
        .slice(0, limit)
        .map(({ row, rank }) => toHit(row, rank));
    },
    folders: (shelf) => {
      const known = trees.get(shelf);
      if (known) return known;
      const tree = toPhraseTree(getVisible(), shelf);
      trees.set(shelf, tree);
      return tree;
    },
    named: (keys) =>
      keys.flatMap((key) => {
        const row = rows.get(key);
        return row ? [toHit(row, 'title')] : [];
      }),
  };
}

function collect(rows: readonly TypedRow[], match: (row: TypedRow) => RowMatch | null): Found[] {
  const found: Found[] = [];
  for (const row of rows) {
    const { rank, cost } = match(row) ?? {};
    if (rank !== undefined && cost !== undefined) found.push({ row, rank, cost });
  }
  return found;
}

/** Better found, then the higher source, then the shorter title. */
const compare = (a: Found, b: Found): number =>
  a.cost - b.cost ||
  b.row.precedence - a.row.precedence ||
  a.row.title.length - b.row.title.length ||
  (a.row.entry.id < b.row.entry.id ? -1 : 1);
