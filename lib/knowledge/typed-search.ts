import Fuse, { type IFuseOptions } from 'fuse.js';
import { foldText } from '@/lib/core/text';
import type { Entry } from './schema';

/**
 * Search by typing: short queries over shortcuts, titles, questions and bodies. fuse.js serves titles and shortcuts (typos);
 * questions and bodies are found by plain containment. Order: shortcut > title > question > body (product.md, F16).
 */
export interface TypedSearch {
  upsert(entries: { entry: Entry; source: string; precedence: number }[]): void;
  remove(source: string, ids: string[]): void;
  /** At most `limit` hits, best first; an empty query finds nothing. */
  search(query: string, limit: number): TypedHit[];
}

export interface TypedHit {
  entryId: string;
  kind: Entry['kind'];
  title: string;
  /** The text that an insert writes; empty for kinds that have none. */
  text: string;
  shortcut?: string;
  source: string;
  internal: boolean;
  rank: 'shortcut' | 'title' | 'question' | 'body';
}

interface Row {
  key: string;
  entry: Entry;
  source: string;
  precedence: number;
  title: string;
  shortcut: string;
  questions: string[];
  body: string;
}

/** Longest typed query that is looked at; a phrase is shorter, a paste is cut. */
const MAX_QUERY = 40;
const RANKS = ['shortcut', 'title', 'question', 'body'] as const;

const FUSE: IFuseOptions<Row> = {
  includeScore: true,
  ignoreLocation: true,
  threshold: 0.34,
  keys: [
    { name: 'shortcut', weight: 2 },
    { name: 'title', weight: 1 },
  ],
};

/** Makes an empty search. */
export function createTypedSearch(): TypedSearch {
  const rows = new Map<string, Row>();
  let fuse: Fuse<Row> | null = null;

  const visible = (): Row[] => {
    const best = new Map<string, Row>();
    for (const row of rows.values()) {
      const other = best.get(row.entry.id);
      if (!other || other.precedence < row.precedence) best.set(row.entry.id, row);
    }
    return [...best.values()];
  };

  return {
    upsert: (entries) => {
      for (const { entry, source, precedence } of entries) {
        const key = `${source}\u0000${entry.id}`;
        if (!isFindable(entry)) rows.delete(key);
        else rows.set(key, toRow(key, entry, source, precedence));
      }
      fuse = null;
    },
    remove: (source, ids) => {
      for (const id of ids) rows.delete(`${source}\u0000${id}`);
      fuse = null;
    },
    search: (query, limit) => {
      const wanted = foldText(query.slice(0, MAX_QUERY)).text.trim();
      if (!wanted) return [];
      fuse ??= new Fuse(visible(), FUSE);
      const found = new Map<string, { row: Row; rank: number; score: number }>();
      const put = (row: Row, rank: number, score: number) => {
        const before = found.get(row.entry.id);
        if (!before || rank < before.rank || (rank === before.rank && score < before.score))
          found.set(row.entry.id, { row, rank, score });
      };
      for (const hit of fuse.search(wanted, { limit: limit * 2 })) {
        const exact = hit.item.shortcut !== '' && hit.item.shortcut.startsWith(wanted);
        put(hit.item, exact ? 0 : 1, hit.score ?? 1);
      }
      for (const row of rows.values()) {
        if (row.questions.some((question) => question.includes(wanted))) put(row, 2, row.title.length);
        else if (row.body.includes(wanted)) put(row, 3, row.body.indexOf(wanted));
      }
      return [...found.values()]
        .sort((a, b) => a.rank - b.rank || a.score - b.score)
        .slice(0, limit)
        .map(({ row, rank }) => toHit(row, RANKS[rank] ?? 'body'));
    },
  };
}

const isFindable = (entry: Entry): boolean =>
  entry.status !== 'retired' && ['answer', 'card', 'playbook', 'product'].includes(entry.kind);

function toRow(key: string, entry: Entry, source: string, precedence: number): Row {
  const questions = 'questions' in entry && Array.isArray(entry.questions) ? (entry.questions as string[]) : [];
  return {
    key,
    entry,
    source,
    precedence,
    title: foldText(entry.title).text,
    shortcut: foldText(entry.shortcut ?? '').text,
    questions: questions.map((question) => foldText(question).text),
    body: foldText(bodyOf(entry)).text,
  };
}

/** The words of an entry that an agent would send. */
function bodyOf(entry: Entry): string {
  switch (entry.kind) {
    case 'answer':
      return entry.answer;
    case 'card':
      return entry.body;
    case 'playbook':
      return entry.options.map((option) => option.text).join('\n');
    case 'product':
      return (entry.facts ?? []).map((fact) => `${fact.name}: ${fact.value}${fact.unit ?? ''}`).join('\n');
    default:
      return '';
  }
}

const toHit = (row: Row, rank: TypedHit['rank']): TypedHit => ({
  entryId: row.entry.id,
  kind: row.entry.kind,
  title: row.entry.title,
  text: row.entry.kind === 'card' ? (row.entry.send?.[0]?.text ?? '') : bodyOf(row.entry),
  ...(row.entry.shortcut ? { shortcut: row.entry.shortcut } : {}),
  source: row.source,
  internal: row.entry.internal === true,
  rank,
});
