import { expect, test } from 'vitest';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import { createPhraseMarks, toOwnPhrase } from '@/lib/knowledge/phrases/phrase-marks';
import { type PhraseFolder, toPhraseTree } from '@/lib/knowledge/phrases/phrase-tree';
import { createTestDisk } from '../support/test-database';

const sourced = (source: string, row: RawRow) => {
  const parsed = parseEntry({ kind: 'answer', answer: 'x', title: row.id, ...row });
  if (!parsed.ok) throw new Error(parsed.reason);
  return { entry: parsed.entry, source };
};
/** `folder(count): titles` per line, indented by depth. */
const draw = (folder: PhraseFolder, depth = 0): string[] => [
  `${'  '.repeat(depth)}${folder.name}(${folder.count}): ${folder.phrases.map((phrase) => phrase.title).join(' ')}`.trimEnd(),
  ...folder.folders.flatMap((child) => draw(child, depth + 1)),
];

const ENTRIES = [
  sourced('starter', { id: '退货', folder: '售后/退货' }),
  sourced('feed', { id: '阿', folder: '售后' }),
  sourced('feed', { id: '波', folder: '售后', order: 1 }),
  sourced('own', { id: '我的', folder: '售前', scope: 'me' }),
  sourced('own', { id: '团队的', scope: 'team' }),
  sourced('feed', { id: '深', folder: 'a/b/c/d/e' }),
  sourced('feed', { id: '内部', folder: '售后', internal: true }),
  sourced('feed', { id: '卡', kind: 'card', body: 'b', triggers: [{ any: ['x'] }] }),
];

test.each([
  [
    'all',
    [
      '(6): 团队的',
      '  a(1):',
      '    b(1):',
      '      c(1): 深',
      '  售后(3): 波 阿',
      '    退货(1): 退货',
      '  售前(1): 我的',
    ],
  ],
  ['mine', ['(1):', '  售前(1): 我的']],
  ['team', ['(5): 团队的', '  a(1):', '    b(1):', '      c(1): 深', '  售后(3): 波 阿', '    退货(1): 退货']],
] as const)('the tree %s', (shelf, lines) => {
  const drawn = draw(toPhraseTree(ENTRIES, shelf));
  expect(drawn[0]).toBe(lines[0]);
  expect([...drawn].sort()).toEqual([...lines].sort());
});

test('folders stand by the order of what is in them, then as Chinese is sorted', () => {
  const tree = toPhraseTree(
    [
      sourced('f', { id: '1', folder: '售后' }),
      sourced('f', { id: '2', folder: '促销' }),
      sourced('f', { id: '3', folder: '尾', order: 1 }),
    ],
    'all',
  );
  expect(tree.folders.map((folder) => folder.name)).toEqual(['尾', '促销', '售后']);
});

test('pins keep their order, recents the newest hundred, favourites the most used', async () => {
  let now = 0;
  const marks = createPhraseMarks(createTestDisk().open(), { now: () => ++now });
  for (const key of ['a', 'b', 'c', 'a']) await marks.pin(key);
  expect(await marks.pins()).toEqual(['a', 'b', 'c']);
  await marks.orderPins(['c', 'x', 'a']);
  expect(await marks.pins()).toEqual(['c', 'a', 'b']);
  await marks.unpin('a');
  await marks.pin('d');
  expect(await marks.pins()).toEqual(['c', 'b', 'd']);
  for (let i = 0; i < 103; i++) await marks.touch(`k${i}`);
  await marks.touch('k50');
  expect((await marks.recents(2)).map((row) => row.key)).toEqual(['k50', 'k102']);
  expect(await marks.recents(500)).toHaveLength(100);
  expect((await marks.favourites(1))[0]).toMatchObject({ key: 'k50', uses: 2 });
});

test('what I saved from a reply is mine and an entry', () => {
  const row = toOwnPhrase('  好的亲，〔手机号〕已登记，\n今天安排  ', { folder: '售后' });
  expect(row).toMatchObject({
    scope: 'me',
    folder: '售后',
    title: '好的亲，〔手机号〕已登记， 今天安排',
    answer: '好的亲，〔手机号〕已登记，\n今天安排',
  });
  expect(parseEntry(row).ok).toBe(true);
});
