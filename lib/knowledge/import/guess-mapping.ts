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

/** What a heading says that is not among the known ones: 参考回复, 客户咨询问题, 一级类别. */
const LOOSE: readonly (readonly [ColumnTarget, RegExp])[] = [
  ['folder1', /分类|分组|目录|类别|板块|模块/],
  ['askings', /问法|相似|同义|关键词/],
  ['answer', /回复|答复|应答|回答|答案|话术|文案|reply|answer/],
  ['questions', /问题|提问|疑问|咨询|question/],
  ['title', /标题|主题|title/],
  ['shortcut', /快捷|简码|shortcut/],
];
/** Headings about a text, not the text: 回复人, 回复时间, 问题数量. */
const ABOUT = /(?:人|者|时间|日期|次数|数量|数|备注|说明|状态|编号|率)$/;

function toLooseTarget(heading: string): ColumnTarget | null {
  const name = fold(heading);
  return ABOUT.test(name) ? null : (LOOSE.find(([, pattern]) => pattern.test(name))?.[0] ?? null);
}

/** What the headings of a row mean: the known ones first, what is left by what they sound like. */
function toColumns(row: readonly string[]): { columns: (ColumnTarget | null)[]; known: number } {
  const exact = withoutRepeats(row.map(toTarget));
  const taken = new Set(exact);
  const loose = withoutRepeats(row.map((heading, i) => exact[i] ?? toLooseTarget(heading)));
  const columns = exact.map((target, i) => {
    const guessed = loose[i] ?? null;
    return target ?? (guessed && !taken.has(guessed) ? guessed : null);
  });
  return { columns, known: exact.filter(Boolean).length };
}

/** Shortest average cell of a column that can be taken for the replies. */
const TEXT_CHARS = 8;

/** Where no heading names the replies: the longest of the columns that nothing was found for. */
function withText(columns: (ColumnTarget | null)[], rows: readonly (readonly string[])[]): (ColumnTarget | null)[] {
  if (columns.some((target) => target === 'answer' || target === 'body')) return columns;
  const sample = rows.slice(0, 200);
  const lengths = columns.map((target, column) =>
    target === null ? sample.reduce((sum, row) => sum + (row[column]?.length ?? 0), 0) / Math.max(sample.length, 1) : 0,
  );
  const longest = Math.max(0, ...lengths);
  const text = longest >= TEXT_CHARS ? lengths.indexOf(longest) : -1;
  return columns.map((target, column) => (column === text ? 'answer' : target));
}

/**
 * Guesses the heading row and what each column means; the person corrects it (and the corrected one is remembered under
 * `mappingKey`). Without any known heading: one column is the text, two are title and text, more are folders, title, text.
 */
export function guessMapping(table: Table): Mapping {
  let best: Mapping & { known: number } = { headerRow: null, columns: [], known: 0 };
  for (const [index, row] of table.rows.slice(0, HEADER_ROWS).entries()) {
    const { columns, known } = toColumns(row);
    // A heading row has short cells only; a text that happens to be 「退货」 alone does not make one.
    const isHeading = row.every((cell) => cell.length <= 30);
    if (!isHeading) continue;
    const isLoose = known === 0 && columns.includes('answer') && columns.filter(Boolean).length >= 2;
    if (known > best.known) best = { headerRow: index, columns, known };
    else if (isLoose && best.headerRow === null) best = { headerRow: index, columns, known };
  }
  const holdsText = best.columns.some((target) => target === 'answer' || target === 'body');
  if (best.headerRow !== null && (best.known >= 2 || holdsText))
    return {
      headerRow: best.headerRow,
      columns: withText(best.columns, table.rows.slice(best.headerRow + 1)),
    };
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
