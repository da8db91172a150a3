import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { canonicalJson } from '@/lib/core/canonical-json';
import { getTemplate, type Sheet, toFlatTable } from '@/lib/knowledge/export/flat-table';
import { toCsv } from '@/lib/knowledge/export/write-csv';
import { toXlsx } from '@/lib/knowledge/export/write-xlsx';
import { draftsFromTable } from '@/lib/knowledge/import/drafts-from-table';
import { guessMapping } from '@/lib/knowledge/import/guess-mapping';
import { openFile } from '@/lib/knowledge/import/open-file';
import { parseJsonl } from '@/lib/knowledge/jsonl';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { ENTRY_KINDS } from '@/lib/knowledge/schema';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const fixture = (kind: string): RawRow[] =>
  parseJsonl(readFileSync(`tests/fixtures/knowledge/${kind}.jsonl`, 'utf8')).rows.map(({ row }) => row);

const WRITERS: [string, (sheet: Sheet) => Uint8Array][] = [
  ['a.csv', (sheet) => utf8(toCsv(sheet))],
  [
    'a.xlsx',
    (sheet) => {
      const made = toXlsx(sheet);
      if (!made.ok) throw new Error(made.reason);
      return made.value;
    },
  ],
];

async function readBack(name: string, bytes: Uint8Array): Promise<RawRow[]> {
  const opened = await openFile(name, bytes);
  if (!opened.ok || !('tables' in opened.value)) throw new Error('no table');
  const table = opened.value.tables[0];
  if (!table) throw new Error('no table');
  const found = await draftsFromTable(table, guessMapping(table));
  expect(found?.problems).toEqual([]);
  return found?.drafts.map(({ row }) => row) ?? [];
}

/** Texts that break careless writers and readers. */
const NASTY: RawRow[] = [
  "=cmd|' /C calc'!A0",
  "'=1+1",
  "''=1+1",
  '@SUM(A1)',
  '-2天',
  '+86 号段',
  '两行\n第二行',
  '带"引号",和,逗号;分号\t制表',
  '<b>&amp;</b> & ]]>',
  '  前后空格  ',
  '007',
  '1e5',
  '2026-11-21',
  'TRUE',
  '\\|竖线|与\\反斜杠',
  '""',
  '\\""',
  '\u202e右到左\u200b零宽',
  '😀👨‍👩‍👧',
  'null',
  '{"a":1}',
].map((answer, i) => ({ id: `n${i}`, kind: 'answer', title: `题${i}`, answer }));

const LISTS: RawRow[] = [
  [],
  ['a'],
  ['a|b', 'c\\'],
  ['\\|'],
  ['', 'x'],
  [' 空格 '],
  ['两\n行'],
  ['["像列表"]'],
  ['=1', "'"],
].map((questions, i) => ({
  id: `l${i}`,
  kind: 'answer',
  title: `题${i}`,
  answer: 'x',
  questions,
  tags: questions,
}));

const EMPTIES: RawRow[] = [
  { id: 'e1', kind: 'answer', title: '空', answer: '有', probe: '', owner: 'x', internal: false, order: 0 },
  { id: 'e2', kind: 'card', title: '卡', body: 'b', triggers: [{ any: ['x'] }], send: [], x_own: null, y_own: '文字' },
];

test.each(
  WRITERS.flatMap(([name, write]) => [
    ...ENTRY_KINDS.map((kind) => ({
      name,
      what: kind as string,
      write,
      rows: fixture(kind).filter((row) => row.kind),
    })),
    { name, what: 'nasty texts', write, rows: NASTY },
    { name, what: 'nasty lists', write, rows: LISTS },
    { name, what: 'empty and absent', write, rows: EMPTIES },
  ]),
)('$name gives back $what', async ({ name, write, rows }) => {
  const back = await readBack(name, write(toFlatTable(rows)));
  expect(back.map(canonicalJson)).toEqual(rows.map(canonicalJson));
});

test.each(['answers', 'phrases', 'cards'] as const)(
  'the template for %s is read without a problem',
  async (template) => {
    for (const [name, write] of WRITERS) {
      const rows = await readBack(name, write(getTemplate(template)));
      expect(rows).toHaveLength(1);
      if (template === 'phrases')
        expect(rows[0]).toMatchObject({ folder: '售前/欢迎语', title: '首次进店', shortcut: 'hy' });
      if (template === 'answers')
        expect(rows[0]).toMatchObject({ scene: 'logistics.shiptime', status: 'published', tags: ['发货', '时效'] });
      if (template === 'cards') expect(rows[0]).toMatchObject({ kind: 'card', triggers: [{ any: ['褪色', '掉色'] }] });
    }
  },
);

test('a spreadsheet cell never is a formula: the sheet holds no <f> and CSV cells do not start with a sign', () => {
  const sheet = toFlatTable(NASTY);
  const csv = toCsv(sheet);
  expect(csv).toContain("'=cmd");
  expect(csv.split(/[\r\n,]+/).filter((cell) => /^[=@+]/.test(cell))).toEqual([]);
  expect(toXlsx([['x'.repeat(32_768)]])).toEqual({ ok: false, reason: 'cell-too-long' });
});
