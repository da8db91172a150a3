import { parseInstant } from '@/lib/knowledge/entry';
import type { Entry } from '@/lib/knowledge/schema';

/** One row of the desk's knowledge list. */
export interface EntryListRow {
  id: string;
  kind: string;
  title: string;
  scene?: string;
  folder?: string;
  status: string;
  source: string;
  updatedAt?: string;
  verifyBy?: string;
  owner?: string;
  scope?: string;
  internal: boolean;
}

export interface EntryListQuery {
  /** Words to find, all of them, anywhere in the entry's own texts; case and width do not matter. */
  text?: string;
  kind?: string | null;
  scene?: string | null;
  /** With a source: everything of it, also what a higher source hides. Without: what is not hidden. */
  source?: string | null;
  status?: string | null;
  /** Entries of this folder and below; '' = those without any. */
  folder?: string | null;
  /** Entries whose verify-by date has come by this instant (ms). */
  dueByMs?: number | null;
  offset?: number;
  limit?: number;
}

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

const wordsOf = (text: string | undefined): string[] =>
  fold(text ?? '')
    .split(/\s+/)
    .filter(Boolean);

/** Texts of an entry that a person would search. */
function* textsOf(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (Array.isArray(value)) for (const item of value) yield* textsOf(item);
  else if (typeof value === 'object' && value !== null) for (const item of Object.values(value)) yield* textsOf(item);
}

/**
 * A quick look at a shard's raw text: false when no entry in it can hold all the words. Words with characters that JSON
 * escapes, and texts with escapes, are let through.
 */
export function toTextFilter(text: string | undefined): (shardText: string) => boolean {
  const words = wordsOf(text).filter((word) => !/["\\\p{Cc}]/u.test(word));
  if (words.length === 0) return () => true;
  return (shardText) => {
    if (shardText.includes('\\u')) return true;
    const folded = fold(shardText);
    return words.every((word) => folded.includes(word));
  };
}

/** Whether the entry fits the query; the source is the caller's matter. */
export function isListed(entry: Entry, query: EntryListQuery): boolean {
  if (query.kind && entry.kind !== query.kind) return false;
  if (query.scene && entry.scene !== query.scene) return false;
  if (query.status && (entry.status ?? 'published') !== query.status) return false;
  if (typeof query.folder === 'string' && !isInFolder(entry.folder ?? '', query.folder)) return false;
  if (typeof query.dueByMs === 'number') {
    const due = parseInstant(entry.verify_by, 'to');
    if (due === null || due > query.dueByMs || entry.status === 'retired') return false;
  }
  const words = wordsOf(query.text);
  if (words.length === 0) return true;
  const haystack = fold([...textsOf(entry)].join('\n'));
  return words.every((word) => haystack.includes(word));
}

const isInFolder = (path: string, folder: string): boolean =>
  folder === '' ? path === '' : path === folder || path.startsWith(`${folder}/`);

/** The list's view of an entry. */
export const toListRow = (entry: Entry, source: string): EntryListRow => ({
  id: entry.id,
  kind: entry.kind,
  title: entry.title,
  scene: entry.scene,
  folder: entry.folder,
  status: entry.status ?? 'published',
  source,
  updatedAt: entry.updated_at,
  verifyBy: entry.verify_by,
  owner: entry.owner,
  scope: entry.scope,
  internal: entry.internal ?? false,
});

const collator = new Intl.Collator('zh-CN', { numeric: true });

/** Own entries stand by folder, then by their given order, then by title: an edit moves nothing under the reader's eye. */
export const compareListed = (a: Entry, b: Entry): number =>
  compareWords(a.folder ?? '', b.folder ?? '') ||
  (a.order ?? Number.POSITIVE_INFINITY) - (b.order ?? Number.POSITIVE_INFINITY) ||
  compareWords(a.title, b.title) ||
  (a.id < b.id ? -1 : 1);

/** Most neighbours share their folder: the collator, which is slow, is not asked about equal words. */
const compareWords = (a: string, b: string): number => (a === b ? 0 : collator.compare(a, b));
