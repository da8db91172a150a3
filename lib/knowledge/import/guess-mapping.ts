import { type ColumnTarget, FLAT_FIELDS, getFieldNames } from './fields';
import type { Table } from './table';

/** Which field each column means; null = left out. */
export interface Mapping {
  /** Index of the heading row in `table.rows`, or null when the file has none. */
  headerRow: number | null;
  columns: (ColumnTarget | null)[];
}

/** Rows looked at for a heading: exports often have a title or a remark above it. */
const HEADER_ROWS = 5;

const LEVEL =
  /^(?:([一二三123])级)?(?:分类|分组|目录|文件夹|类别|标签组)([一二三123])?$|^(?:level|folder|group|category)[ _-]?([123])$/i;
const LEVEL_NUMBER: Record<string, 1 | 2 | 3> = { 一: 1, 二: 2, 三: 3, '1': 1, '2': 2, '3': 3 };

const fold = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[（(【[].*?[)）】\]]/g, '')
    .replace(/[\s_*:：]/g, '');

/** The field that a heading names, or null. */
function toTarget(heading: string): ColumnTarget | null {
  const own = /^json:([\w.-]{1,60})$/.exec(heading.trim());
  if (own) return `json:${own[1]}`;
  const name = fold(heading);
  if (!name) return null;
  for (const field of FLAT_FIELDS) {
    if (fold(field) === name || getFieldNames(field).some((known) => fold(known) === name)) return field;
  }
  const level = LEVEL.exec(name);
  if (level) return `folder${LEVEL_NUMBER[level[1] ?? level[2] ?? level[3] ?? '1'] ?? 1}`;
  return null;
}

/**
 * Guesses the heading row and what each column means; the person corrects it (and the corrected one is remembered under
 * `mappingKey`). Without any known heading: one column is the text, two are title and text, more are folders, title, text.
 */
export function guessMapping(table: Table): Mapping {
  let best: Mapping & { known: number } = { headerRow: null, columns: [], known: 0 };
  for (const [index, row] of table.rows.slice(0, HEADER_ROWS).entries()) {
    const columns = withoutRepeats(row.map(toTarget));
    const known = columns.filter(Boolean).length;
    // A heading row has short cells only; a text that happens to be 「退货」 alone does not make one.
    const isHeading = row.every((cell) => cell.length <= 30);
    if (isHeading && known > best.known) best = { headerRow: index, columns, known };
  }
  const holdsText = best.columns.some((target) => target === 'answer' || target === 'body');
  if (best.headerRow !== null && (best.known >= 2 || holdsText))
    return { headerRow: best.headerRow, columns: best.columns };
  return { headerRow: null, columns: guessByPlace(table) };
}

/** Keeps the first column of each meaning; a second level without number becomes the next level. */
function withoutRepeats(columns: (ColumnTarget | null)[]): (ColumnTarget | null)[] {
  const seen = new Set<ColumnTarget>();
  return columns.map((given) => {
    let target = given;
    if (target === 'folder1' && seen.has('folder1')) target = seen.has('folder2') ? 'folder3' : 'folder2';
    if (target === null || seen.has(target)) return null;
    seen.add(target);
    return target;
  });
}

/** The column with the longest cells is the text; the one before it the title; those before that the folders. */
function guessByPlace(table: Table): (ColumnTarget | null)[] {
  const sample = table.rows.slice(0, 200);
  const width = Math.max(1, ...sample.map((row) => row.length));
  const lengths = Array.from({ length: width }, (_, column) =>
    sample.reduce((sum, row) => sum + (row[column]?.length ?? 0), 0),
  );
  const text = lengths.indexOf(Math.max(...lengths));
  const folders = ['folder1', 'folder2', 'folder3'] as const;
  return lengths.map((_, column) => {
    if (column === text) return 'answer';
    if (column === text - 1) return 'title';
    if (column < text - 1) return folders[column] ?? null;
    return column === text + 1 && sample.every((row) => (row[column]?.length ?? 0) <= 20) ? 'shortcut' : null;
  });
}

/** Settings key under which a corrected mapping is kept: files with the same headings get it again. */
export const mappingKey = (table: Table, headerRow: number | null): string =>
  `import.mapping.${(headerRow === null ? ['—', String(table.rows[0]?.length ?? 0)] : (table.rows[headerRow] ?? [])).map(fold).join('|')}`;
