import { fail, ok, type Result } from '@/lib/core/result';
import { parseJsonl } from '@/lib/knowledge/jsonl';
import { parseEntry } from '@/lib/knowledge/parse-entry';
import { takeImages } from './carried-images';
import { decodeText, type Encoding } from './decode-text';
import type { Drafts } from './draft';
import { draftsFromIndent, isIndented } from './drafts-from-indent';
import { draftsFromJson } from './drafts-from-json';
import { takeWhole } from './finish-row';
import { type FileReason, MAX_FILE_BYTES, MAX_PICTURED_ROW_CHARS, MAX_ROWS } from './limits';
import { readCsv } from './read-csv';
import { readXlsx } from './read-xlsx';
import type { OnProgress, Table } from './table';

/** An opened file: tables wait for a column mapping, the others are drafts already. */
export type OpenedFile =
  | { format: 'xlsx' | 'csv'; encoding?: Encoding; tables: Table[] }
  | { format: 'jsonl' | 'json' | 'indented'; encoding: Encoding; drafts: Drafts };

/**
 * Opens a file by what is in it; its name only decides between a table and an indented list. Bounded in time and
 * memory for any bytes.
 */
export async function openFile(
  name: string,
  bytes: Uint8Array,
  onProgress?: OnProgress,
): Promise<Result<OpenedFile, FileReason>> {
  if (bytes.length > MAX_FILE_BYTES) return fail('too-large');
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) {
    const tables = await readXlsx(bytes);
    if (!tables.ok) return tables;
    const filled = tables.value.filter((table) => table.rows.length > 0);
    return filled.length > 0 ? ok({ format: 'xlsx', tables: filled }) : fail('no-rows');
  }
  // The old binary .xls and encrypted workbooks (compound files).
  if (bytes[0] === 0xd0 && bytes[1] === 0xcf) return fail('not-a-spreadsheet');
  const decoded = decodeText(bytes);
  if (!decoded.ok) return decoded;
  const { encoding } = decoded.value;
  const text = decoded.value.text.replace(/^\ufeff/, '');
  if (!text.trim()) return fail('no-rows');
  if (/^\s*[{[]/.test(text)) return withoutImages(openJson(text, encoding));
  if (/\.txt$/i.test(name) && isIndented(text))
    return ok({ format: 'indented', encoding, drafts: draftsFromIndent(text) });
  const table = await readCsv(text, onProgress);
  if (!table.ok) return table;
  return table.value.rows.length > 0 ? ok({ format: 'csv', encoding, tables: [table.value] }) : fail('no-rows');
}

/** Rows keep the names of the pictures that came inside them. */
async function withoutImages(opened: Result<OpenedFile, FileReason>): Promise<Result<OpenedFile, FileReason>> {
  if (!opened.ok || !('drafts' in opened.value)) return opened;
  return ok({ ...opened.value, drafts: await takeImages(opened.value.drafts) });
}

/** JSONL of ours, else one JSON value: a list of entries or a tree of phrases. */
function openJson(text: string, encoding: Encoding): Result<OpenedFile, FileReason> {
  const lines = text.trim().split('\n', 2);
  const first = lines[0]?.startsWith('{') ? readJson(lines[0]) : undefined;
  if (first !== undefined && (lines.length > 1 || parseEntry(first).ok)) {
    const { rows, problems } = parseJsonl(text, MAX_PICTURED_ROW_CHARS);
    if (rows.length + problems.length > MAX_ROWS) return fail('too-many-rows');
    const drafts: Drafts = { drafts: [], problems: problems.map(({ reason, ...rest }) => ({ ...rest, code: reason })) };
    const seen = new Map<string, number>();
    for (const { row, line } of rows) takeWhole(row, line, drafts, seen);
    return ok({ format: 'jsonl', encoding, drafts });
  }
  try {
    const drafts = draftsFromJson(JSON.parse(text));
    if (drafts.drafts.length + drafts.problems.length > MAX_ROWS) return fail('too-many-rows');
    return drafts.drafts.length + drafts.problems.length > 0
      ? ok({ format: 'json', encoding, drafts })
      : fail('no-rows');
  } catch {
    return fail('unknown-format');
  }
}

/** The parsed value, or undefined. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
