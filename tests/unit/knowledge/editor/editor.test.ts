import { expect, test } from 'vitest';
import { adoptAsking, getAskingHints } from '@/lib/knowledge/editor/asking-hints';
import { canMove, toBulkEdit } from '@/lib/knowledge/editor/bulk-edit';
import { createSimilarEntries } from '@/lib/knowledge/editor/similar-entries';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';

const entry = (row: RawRow) => {
  const parsed = parseEntry(row);
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.entry;
};
const answer = (id: string, title: string, text: string, questions: string[] = []) =>
  entry({ id, title, answer: text, questions });

test('near-copies and contradictions are told apart, other topics left alone', () => {
  const finder = createSimilarEntries(
    [
      answer('same', '什么时候可以发货', '下午四点前付款，当天就给您发出'),
      answer('other-words', '发货时间', '三天之内安排出库', ['请问什么时候可以发货呀']),
      answer('refund', '什么时候可以退款', '一到三天原路退回'),
      answer('far', '尺码怎么选', '按身高体重'),
      entry({ id: 'card', kind: 'card', title: '什么时候可以发货', body: 'x', triggers: [{ any: ['x'] }] }),
    ].map((one) => ({ entry: one, source: 'own' })),
  );
  const found = finder.find(answer('new', '什么时候可以发货？', '亲，下午四点前付款，当天就给您发出'));
  expect(found.map(({ id, saysTheSame }) => [id, saysTheSame])).toEqual([
    ['same', true],
    ['other-words', false],
  ]);
  expect(found[0]?.share).toBeCloseTo(1);
  expect(finder.find(answer('same', '什么时候可以发货', 'x')).map(({ id }) => id)).not.toContain('same');
  expect(finder.find(answer('new', '包装是礼盒吗', 'x'))).toEqual([]);
});

test('finding among 10,000 takes milliseconds', () => {
  const finder = createSimilarEntries(
    Array.from({ length: 10_000 }, (_, i) => ({
      entry: answer(`e${i}`, `第${i}款商品${i * 7}的保养方法`, `方法${i}`),
      source: 'own',
    })),
  );
  const start = performance.now();
  for (let i = 0; i < 10; i++) finder.find(answer('new', `第${i}款商品的保养方法`, 'x'));
  // Some 30 ms each alone; the bound leaves room for a busy machine.
  expect((performance.now() - start) / 10).toBeLessThan(1000);
});

test.each([
  ['nothing yet', [], ['few', 'no-dialect', 'no-indirect', 'no-upset', 'no-short', 'no-long']],
  ['one plain question', ['今天能发货吗'], ['few', 'no-dialect', 'no-indirect', 'no-upset', 'no-long']],
  [
    'all sides',
    [
      '发货吗',
      '啥时候发',
      '我急着要用',
      '怎么还不发',
      '昨天拍的到现在一点动静都没有我等着送人呢',
      '几时寄出',
      '催',
      '发了没',
    ],
    [],
  ],
])('hints: %s', (_name, askings, hints) => {
  expect(getAskingHints(askings)).toEqual(hints);
});

test('a missed question becomes an asking once', () => {
  const row = { id: 'a', answer: 'x', askings: ['啥时候发？'] };
  expect(adoptAsking(row, ' 今天发吗 ')).toEqual({ ...row, askings: ['啥时候发？', '今天发吗'] });
  for (const known of ['啥时候发', '  ', '？？', 'x'.repeat(121)]) expect(adoptAsking(row, known)).toBe(row);
  expect(adoptAsking({ id: 'b', answer: 'x' }, '问').askings).toEqual(['问']);
});

test.each([
  ['draft', 'published', true],
  ['draft', 'review', true],
  ['published', 'retired', true],
  ['published', 'review', false],
  ['retired', 'published', true],
  ['retired', 'review', false],
  [undefined, 'retired', true],
] as const)('%s → %s: %s', (from, to, can) => {
  expect(canMove({ id: 'a', status: from }, to)).toBe(can);
});

test('bulk edit changes what it says, leaves the rest and gives only changed rows', () => {
  const rows = [
    { id: 'a', answer: 'x', tags: ['旧', '留'], folder: '售前', status: 'draft', x_own: 1 },
    { id: 'b', answer: 'x' },
    { id: 'c', answer: 'x', tags: ['新', '留'], status: 'published', updated_at: 'before' },
  ];
  const now = Date.parse('2026-11-21T00:00:00Z');
  expect(toBulkEdit(rows, { addTags: ['新'], removeTags: ['旧'] }, now)).toEqual([
    { ...rows[0], tags: ['留', '新'], updated_at: '2026-11-21T00:00:00.000Z' },
    { ...rows[1], tags: ['新'], updated_at: '2026-11-21T00:00:00.000Z' },
  ]);
  const moved = toBulkEdit(rows, { status: 'review', folder: null }, now);
  expect(moved.map((row) => [row.id, row.status, 'folder' in row])).toEqual([['a', 'review', false]]);
  expect(toBulkEdit(rows, {}, now)).toEqual([]);
});
