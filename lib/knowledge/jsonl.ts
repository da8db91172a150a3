import { parseEntry, type RawRow, type RowReason } from './parse-entry';
import type { Entry } from './schema';

/** Longest row accepted (UTF-16 units): an answer with all its askings needs a few thousand. */
const MAX_ROW_CHARS = 1_000_000;

export interface JsonlRow {
  /** 1-based line number. */
  line: number;
  /** The line as it stood, without blanks around it. */
  text: string;
  row: RawRow;
  entry: Entry;
}

export interface JsonlProblem {
  line: number;
  reason: RowReason;
  detail?: string;
}

export interface ParsedJsonl {
  rows: JsonlRow[];
  problems: JsonlProblem[];
}

/**
 * Reads knowledge rows: one JSON object per line, or one JSON array of objects (then `line` counts its items).
 * Blank lines and a byte-order mark are skipped. Wrong rows become `problems`, the others are still read.
 */
export function parseJsonl(text: string, maxRowChars = MAX_ROW_CHARS): ParsedJsonl {
  const found: ParsedJsonl = { rows: [], problems: [] };
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  if (/^\s*\[/.test(body)) {
    readArray(body, found);
    return found;
  }
  let line = 0;
  let start = 0;
  while (start <= body.length) {
    let end = body.indexOf('\n', start);
    if (end < 0) end = body.length;
    line++;
    const rowText = body.slice(start, end).trim();
    if (rowText) readLine(rowText, line, found, maxRowChars);
    start = end + 1;
  }
  return found;
}

function readLine(text: string, line: number, found: ParsedJsonl, maxRowChars: number): void {
  if (text.length > maxRowChars) {
    found.problems.push({ line, reason: 'too-long' });
    return;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    found.problems.push({ line, reason: 'bad-json' });
    return;
  }
  take(value, text, line, found);
}

function readArray(body: string, found: ParsedJsonl): void {
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    found.problems.push({ line: 1, reason: 'bad-json' });
    return;
  }
  if (!Array.isArray(value)) return;
  value.forEach((item, index) => {
    take(item, JSON.stringify(item), index + 1, found);
  });
}

function take(value: unknown, text: string, line: number, found: ParsedJsonl): void {
  const parsed = parseEntry(value);
  if (parsed.ok) found.rows.push({ line, text, row: parsed.row, entry: parsed.entry });
  else found.problems.push({ line, reason: parsed.reason, ...(parsed.detail ? { detail: parsed.detail } : {}) });
}

/** Writes rows as JSONL, members in the order given; ends with a line break when there is any row. */
export function toJsonl(rows: Iterable<object>): string {
  let text = '';
  for (const row of rows) text += `${JSON.stringify(row)}\n`;
  return text;
}
