import { isSafeJson } from '@/lib/core/safe-json';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import type { Drafts } from './draft';
import { cleanFolder } from './drafts-from-table';
import { type FlatField, getFieldNames } from './fields';
import { finishRow, takeWhole } from './finish-row';
import { MAX_ROWS } from './limits';

/** Names of the list inside a folder, as trees of phrases have them. */
const CHILD_LISTS = [
  'children',
  'items',
  'list',
  'phrases',
  'groups',
  'data',
  'contents',
  'sub',
  '子分组',
  '话术',
  '短语',
];

/**
 * Reads JSON that is not JSONL of ours: a list of entries, or a tree of folders with phrases. An object with a list
 * inside is a folder named by its title; one with a text is a phrase. `line` counts the phrases.
 */
export function draftsFromJson(value: unknown): Drafts {
  const found: Drafts = { drafts: [], problems: [] };
  const seen = new Map<string, number>();
  if (!isSafeJson(value)) {
    found.problems.push({ line: 1, code: 'unsafe' });
    return found;
  }
  let line = 0;
  const visit = (node: unknown, folders: readonly string[]): void => {
    if (line > MAX_ROWS) return;
    if (Array.isArray(node)) {
      for (const item of node) visit(item, folders);
      return;
    }
    if (typeof node === 'string' && node.trim()) {
      finishRow({ answer: node, ...toFolder(folders) }, ++line, found, seen);
      return;
    }
    if (typeof node !== 'object' || node === null) return;
    const record = node as RawRow;
    if (parseEntry(record).ok) {
      takeWhole(record, ++line, found, seen);
      return;
    }
    const lists = CHILD_LISTS.filter((name) => Array.isArray(record[name]));
    const name = pick(record, 'title') ?? pick(record, 'folder');
    if (lists.length > 0) {
      for (const list of lists) visit(record[list], name ? [...folders, name] : folders);
      return;
    }
    const answer = pick(record, 'answer');
    if (answer === undefined) {
      // A plain map of folder → list.
      const inner = Object.entries(record).filter(
        ([, member]) => Array.isArray(member) || (typeof member === 'object' && member !== null),
      );
      if (inner.length > 0) for (const [key, member] of inner) visit(member, [...folders, key]);
      else found.problems.push({ line: ++line, code: 'no-text' });
      return;
    }
    const shortcut = pick(record, 'shortcut');
    const own = typeof record.folder === 'string' ? record.folder.split('/') : [];
    const title = pick(record, 'title');
    finishRow(
      { ...(title ? { title } : {}), answer, ...(shortcut ? { shortcut } : {}), ...toFolder([...folders, ...own]) },
      ++line,
      found,
      seen,
    );
  };
  visit(value, []);
  return found;
}

/** The first member that a field may be called. */
function pick(record: RawRow, field: FlatField): string | undefined {
  for (const name of [field, ...getFieldNames(field)]) {
    const value = Object.hasOwn(record, name) ? record[name] : undefined;
    if (typeof value === 'string' && value.trim()) return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

function toFolder(folders: readonly string[]): { folder?: string } {
  const names = folders.map(cleanFolder).filter(Boolean);
  return names.length > 0
    ? { folder: [...names.slice(0, 2), names.slice(2).join('－')].filter(Boolean).join('/') }
    : {};
}
