import { strToU8, zipSync } from 'fflate';
import { fail, ok, type Result } from '@/lib/core/result';
import { MAX_CELL_CHARS } from '@/lib/knowledge/import/limits';
import type { Sheet } from './flat-table';

/**
 * A table as XLSX (ECMA-376): one sheet, every cell a text cell, so that nothing is ever a formula. Written here because
 * the usual libraries zip in a Worker made of a blob, which the extension's content security policy forbids.
 * `cell-too-long` beyond Excel's 32,767 characters.
 */
export function toXlsx(sheet: Sheet): Result<Uint8Array, 'cell-too-long'> {
  if (sheet.some((row) => row.some((cell) => cell.length > MAX_CELL_CHARS))) return fail('cell-too-long');
  const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const office = 'http://schemas.openxmlformats.org/officeDocument/2006';
  const types = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  const packaged = 'http://schemas.openxmlformats.org/package/2006';
  const rows = sheet.map((row, index) => toRow(row, index + 1)).join('');
  const files = {
    '[Content_Types].xml': `<Types xmlns="${packaged}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${types}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${types}.worksheet+xml"/></Types>`,
    '_rels/.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}/relationships"><sheets><sheet name="Deskmate" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packaged}/relationships"><Relationship Id="rId1" Type="${office}/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData></worksheet>`,
  };
  return ok(zipSync(Object.fromEntries(Object.entries(files).map(([name, xml]) => [name, strToU8(head + xml)]))));
}

function toRow(row: readonly string[], number: number): string {
  const cells = row.map((cell, column) =>
    cell === ''
      ? ''
      : `<c r="${columnName(column)}${number}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(cell)}</t></is></c>`,
  );
  return `<row r="${number}">${cells.join('')}</row>`;
}

function columnName(column: number): string {
  const letter = String.fromCharCode(65 + (column % 26));
  return column < 26 ? letter : columnName(Math.floor(column / 26) - 1) + letter;
}

/** XML 1.0 cannot hold most control characters at all: they are left out. A carriage return survives as a reference. */
const escapeXml = (text: string): string =>
  text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be written
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/\r/g, '&#13;');
