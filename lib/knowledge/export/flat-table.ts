import { toCell } from '@/lib/knowledge/import/cell-codec';
import { type ColumnTarget, FLAT_FIELDS, getFieldNames, isFlatField } from '@/lib/knowledge/import/fields';
import type { RawRow } from '@/lib/knowledge/parse-entry';

/** Columns of a template, in order. */
const TEMPLATE: Record<'answers' | 'phrases' | 'cards', readonly ColumnTarget[]> = {
  answers: ['title', 'scene', 'questions', 'askings', 'answer', 'tags', 'shortcut', 'status'],
  phrases: ['folder1', 'folder2', 'title', 'answer', 'shortcut'],
  cards: ['kind', 'title', 'scene', 'triggers', 'body', 'send', 'ask'],
};

/** Examples under the headings of a template: they show what a cell looks like. */
const EXAMPLES: Record<keyof typeof TEMPLATE, readonly string[]> = {
  answers: [
    '发货时间',
    '发货时间',
    '什么时候发货',
    '今天能发吗|多久能发',
    '{{ship_time}}为您安排发出。',
    '发货|时效',
    'fh',
    '已发布',
  ],
  phrases: ['售前', '欢迎语', '首次进店', '您好，在的，请问想了解哪一款？', 'hy'],
  cards: [
    '卡片',
    '真丝护色',
    '洗涤保养',
    '褪色|掉色',
    '- 冷水手洗\n- 阴干',
    '[{"label":"洗护","text":"冷水轻柔手洗，阴干即可。"}]',
    '请问是哪一款呢？',
  ],
};

/** Headings and rows of text cells, first row = headings. */
export type Sheet = string[][];

const headingOf = (target: ColumnTarget): string => {
  const level = /^folder(\d)$/.exec(target)?.[1];
  if (level) return `${'一二三'[Number(level) - 1]}级分类`;
  return isFlatField(target) ? (getFieldNames(target)[0] ?? target) : target;
};

/** An empty file to fill in, with one example row. */
export const getTemplate = (name: keyof typeof TEMPLATE): Sheet => [TEMPLATE[name].map(headingOf), [...EXAMPLES[name]]];

/**
 * Rows as one flat table: answers and cards by their fields, every other member as JSON in a column `json:<name>`.
 * Reading it back gives equal rows.
 */
export function toFlatTable(rows: readonly RawRow[]): Sheet {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns: ColumnTarget[] = [
    ...FLAT_FIELDS.filter((field) => used.has(field)),
    ...[...used]
      .filter((name) => !isFlatField(name))
      .sort()
      .map((name): ColumnTarget => `json:${name}`),
  ];
  const memberOf = (column: ColumnTarget): string => (column.startsWith('json:') ? column.slice(5) : column);
  return [columns.map(headingOf), ...rows.map((row) => columns.map((column) => toCell(column, row[memberOf(column)])))];
}
