import readWorkbook from 'read-excel-file/universal';
import { fail, ok, type Result } from '@/lib/core/result';
import { type FileReason, MAX_COLUMNS, MAX_ROWS } from './limits';
import type { Table } from './table';
import { unpackXlsx } from './unpack-xlsx';

/** Most cells of a workbook: 60,000 rows of some 30 columns. */
const MAX_CELLS = 2_000_000;

/**
 * Reads every sheet of an XLSX file as text cells. Numbers stay as written in the file, dates become YYYY-MM-DD (with the
 * time when there is one), formulas give their stored result as text. All bounds are checked before any cell is built.
 */
export async function readXlsx(bytes: Uint8Array): Promise<Result<Table[], FileReason>> {
  const unpacked = unpackXlsx(bytes);
  if (!unpacked.ok) return unpacked;
  for (const [name, part] of unpacked.value.parts) {
    const problem = name.startsWith('xl/worksheets/') ? checkCells(part) : null;
    if (problem) return fail(problem);
  }
  try {
    const { buffer, byteOffset, byteLength } = unpacked.value.stored;
    const sheets = await readWorkbook<string>(buffer.slice(byteOffset, byteOffset + byteLength), {
      trim: false,
      parseNumber: (text) => text,
    });
    return ok(sheets.map(({ sheet, data }) => toTable(sheet, data)));
  } catch {
    return fail('not-a-spreadsheet');
  }
}

function toTable(sheet: string, data: readonly (readonly unknown[])[]): Table {
  const table: Table = { sheet, lines: [], rows: [] };
  data.forEach((cells, index) => {
    const row = cells.map(toText);
    if (row.every((cell) => cell.trim() === '')) return;
    table.rows.push(row);
    table.lines.push(index + 1);
  });
  return table;
}

function toText(cell: unknown): string {
  if (cell === null || cell === undefined) return '';
  if (!(cell instanceof Date)) return String(cell);
  if (Number.isNaN(cell.getTime())) return '';
  const iso = cell.toISOString();
  return iso.endsWith('T00:00:00.000Z') ? iso.slice(0, 10) : iso.slice(0, 19);
}

/** Looks at the addresses of all cells: one far-off cell (`XFD1048576`) would make a reader build a giant grid. */
function checkCells(part: Uint8Array): FileReason | null {
  const decoder = new TextDecoder();
  let rest = '';
  let cells = 0;
  for (let at = 0; at < part.length; at += 1_000_000) {
    const text = rest + decoder.decode(part.subarray(at, at + 1_000_000), { stream: true });
    for (const [, attributes = ''] of text.matchAll(/<(?:\w+:)?c(?=[\s>/])([^>]*)/g)) {
      cells++;
      const [, column = '', row = ''] = /\br="([A-Za-z]+)(\d+)"/.exec(attributes) ?? [];
      if (column.length > 3 || columnNumber(column) > MAX_COLUMNS) return 'too-many-columns';
      if (row.length > 7 || Number(row) > MAX_ROWS + 1) return 'too-many-rows';
    }
    for (const [, row = ''] of text.matchAll(/<(?:\w+:)?row\s[^>]*?\br="(\d+)"/g)) {
      if (row.length > 7 || Number(row) > MAX_ROWS + 1) return 'too-many-rows';
    }
    if (cells > MAX_CELLS) return 'too-many-columns';
    // A tag cut by the block's end is seen again with the next block; a cell counted twice does no harm.
    rest = text.slice(Math.max(text.lastIndexOf('<'), text.length - 2000));
  }
  return null;
}

const columnNumber = (letters: string): number =>
  [...letters.toUpperCase()].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
