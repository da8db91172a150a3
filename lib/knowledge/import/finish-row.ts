import { hashText } from '@/lib/core/ids';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import type { Drafts } from './draft';

/** Longest title made from a text. */
const TITLE_CHARS = 30;

/**
 * Turns a row of given fields into a draft: fills title and id where the file has none and checks it against the
 * schema. The id is made from folder and title (else question), so that the same file imported again updates what it
 * brought before.
 */
export function finishRow(given: RawRow, line: number, found: Drafts, seen: Map<string, number>): void {
  const row: RawRow = { ...given };
  const text = firstText(row.answer, row.body, row.wording, row.closing);
  const isFlat = row.kind === undefined || row.kind === 'answer' || row.kind === 'card';
  if (isFlat && !text) {
    found.problems.push({ line, code: 'no-text' });
    return;
  }
  if (isFlat) row.title ??= firstText(row.questions) ?? text?.replace(/\s+/g, ' ').slice(0, TITLE_CHARS);
  row.id ??= makeId(row, seen);
  row.kind ??= 'answer';
  takeWhole(row, line, found, seen);
}

/** The same for a row that is an entry already: checked and kept exactly as given. */
export function takeWhole(row: RawRow, line: number, found: Drafts, seen: Map<string, number>): void {
  const parsed = parseEntry(row);
  if (!parsed.ok) {
    found.problems.push({ line, code: parsed.reason, ...(parsed.detail ? { detail: parsed.detail } : {}) });
    return;
  }
  const first = seen.get(parsed.entry.id);
  if (first !== undefined) {
    found.problems.push({ line, code: 'duplicate-id', detail: `${parsed.entry.id} (${first})` });
    return;
  }
  seen.set(parsed.entry.id, line);
  found.drafts.push({ line, row: parsed.row, entry: parsed.entry });
}

function firstText(...values: unknown[]): string | undefined {
  for (const value of values) {
    const text = Array.isArray(value) ? value[0] : value;
    if (typeof text === 'string' && text.trim()) return text;
  }
  return undefined;
}

/** The same place and title give the same id; a second text under one title gets an id of its own. */
function makeId(row: RawRow, seen: ReadonlyMap<string, number>): string {
  const place = JSON.stringify([row.kind ?? 'answer', row.folder ?? '', row.title ?? '']);
  const id = `im-${hashText(place)}`;
  return seen.has(id) ? `im-${hashText(`${place}${String(row.answer ?? row.body ?? '')}`)}` : id;
}
