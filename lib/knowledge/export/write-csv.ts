import Papa from 'papaparse';
import { toSafeCell } from '@/lib/knowledge/import/formula-text';
import type { Sheet } from './flat-table';

/** A table as CSV: UTF-8 with byte-order mark (Excel needs it), RFC 4180 quotes; cells that look like formulas stay text. */
export function toCsv(sheet: Sheet): string {
  const rows = sheet.map((row) => row.map(toSafeCell));
  return `\ufeff${Papa.unparse(rows, { newline: '\r\n' })}\r\n`;
}
