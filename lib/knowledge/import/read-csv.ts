import Papa from 'papaparse';
import { fail, ok, type Result } from '@/lib/core/result';
import { fromSafeCell } from './formula-text';
import { type FileReason, MAX_COLUMNS, MAX_ROWS } from './limits';
import type { OnProgress, Table } from './table';

/** Delimiters looked for, in the order of trust. */
const DELIMITERS = ['\t', ',', ';', '|', '；', '，', ':', '\u001f'];
/** Characters parsed between two looks at progress and cancel. */
const SLICE_ROWS = 2000;

/**
 * Reads delimited text with quotes (RFC 4180), whatever the delimiter; empty rows are skipped, their numbers kept.
 * Stops at once when there are too many rows or columns.
 */
export async function readCsv(text: string, onProgress?: OnProgress): Promise<Result<Table, FileReason>> {
  const body = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  // Excel writes the delimiter into a first line `sep=;`.
  const named = /^sep=(.)\r?\n/.exec(body);
  const delimiter = named?.[1] ?? guessDelimiter(body);
  const table: Table = { lines: [], rows: [] };
  let failure: FileReason | null = null;
  let line = named ? 1 : 0;
  Papa.parse<string[]>(named ? body.slice(named[0].length) : body, {
    delimiter,
    step({ data }, parser) {
      line++;
      if (data.every((cell) => cell.trim() === '')) return;
      table.rows.push(data.map(fromSafeCell));
      table.lines.push(line);
      if (data.length > MAX_COLUMNS) failure = 'too-many-columns';
      else if (table.rows.length > MAX_ROWS + 1) failure = 'too-many-rows';
      else if (line % SLICE_ROWS === 0 && onProgress?.(line, 0)) failure = 'cancelled';
      if (failure) parser.abort();
    },
  });
  return failure ? fail(failure) : ok(table);
}

/** The delimiter that splits the first rows into the same number of fields, two at least. */
function guessDelimiter(text: string): string {
  const head = text.slice(0, 20_000);
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const { data } = Papa.parse<string[]>(head, { delimiter, preview: 20, skipEmptyLines: true });
    const widths = data.slice(0, -1).map((row) => row.length);
    if (widths.length === 0 && data[0]) widths.push(data[0].length);
    const first = widths[0] ?? 1;
    if (first < 2) continue;
    const same = widths.filter((width) => width === first).length / widths.length;
    const score = same * Math.min(first, 10);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
