import { describe, expect, test } from 'vitest';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import { createTypedSearch, type TypedSearch } from '@/lib/knowledge/typed/typed-search';

const sourced = (row: RawRow, source = 'starter', precedence = 0) => {
  const parsed = parseEntry({ kind: 'answer', answer: '好的', title: row.id, ...row });
  if (!parsed.ok) throw new Error(parsed.reason);
  return { entry: parsed.entry, source, precedence };
};
const make = (...rows: RawRow[]): TypedSearch => {
  const search = createTypedSearch();
  search.upsert(rows.map((row) => sourced(row)));
  return search;
};
const ids = (search: TypedSearch, query: string, limit = 25) => search.search(query, limit).map((hit) => hit.entryId);

const SHOP = make(
  { id: 'ship', title: '什么时候发货', questions: ['几天能发出'], answer: '现在拍下48小时内发出' },
  { id: 'return', title: '七天无理由退货', shortcut: 'qt' },
  { id: 'after', title: '售后联系方式' },
  { id: 'long', title: '长款羽绒服尺码' },
  { id: 'milk', title: '牛奶保质期' },
  { id: 'green', title: '绿色怎么搭' },
  { id: 'size', title: '尺码表', questions: ['身高165穿什么码'] },
  { id: 'invoice', title: '发票抬头怎么填', answer: '把抬头发给我' },
  { id: 'card', kind: 'card', title: '真丝护色', triggers: [{ any: ['褪色'] }], body: '冷水手洗' },
);

describe('what is typed and what is found first', () => {
  test.each([
    ['initials', 'fh', 'ship'],
    ['initials of a whole title', 'smshfh', 'ship'],
    ['full pinyin', 'fahuo', 'ship'],
    ['full and initials mixed', 'fahuo', 'ship'],
    ['first syllable whole, then an initial', 'fah', 'ship'],
    ['two-letter initials', 'zhsi', 'card'],
    ['s for sh', 'souhou', 'after'],
    ['z for zh', 'zensi', 'card'],
    ['c for ch', 'cima', 'size'],
    ['l for n', 'liulai', 'milk'],
    ['n for l', 'nvse', 'green'],
    ['u for ü', 'luse', 'green'],
    ['an for ang', 'cankuan', 'long'],
    ['both at once', 'lenlixi', null],
    ['l for n inside', 'wuliyou', 'return'],
    ['h for f', 'hahuo', 'ship'],
    ['f for h', 'fuse', 'card'],
    ['the right sounds in wrong characters', '发或', 'ship'],
    ['a typo', '七天无里由退货', 'return'],
    ['a character too many', '什么时候候发货', 'ship'],
    ['characters of a question', '几天能', 'ship'],
    ['pinyin of a question', 'jitian', 'ship'],
    ['words of the body', '48小时', 'ship'],
    ['two words, anywhere', '尺码 165', 'size'],
    ['the shortcut', 'qt', 'return'],
    ['full width and capitals', 'ＦＨ', 'ship'],
  ])('%s: %s', (_, query, first) => {
    expect(ids(SHOP, query)[0] ?? null).toBe(first);
  });

  test.each([[''], ['   '], ['zzqqxx'], ['。。。'], ['\u200b']])('nothing for %j', (query) => {
    expect(ids(SHOP, query)).toEqual([]);
  });
});

test('shortcut before title before question before body, doubtful sounds and typos last', () => {
  const search = make(
    { id: 'body', answer: '可以退货的', title: '甲' },
    { id: 'question', questions: ['能退货吗'], title: '乙' },
    { id: 'title', title: '怎么退货' },
    { id: 'sound', title: '推或' },
    { id: 'shortcut', title: '丙', shortcut: '退货' },
  );
  expect(ids(search, '退货')).toEqual(['shortcut', 'title', 'question', 'body', 'sound']);
});

test('the same id is shown once, from the highest source, and again from the lower one when that is gone', () => {
  const search = createTypedSearch();
  search.upsert([sourced({ id: 'a', title: '发货', answer: '旧' })]);
  search.upsert([sourced({ id: 'a', title: '发货', answer: '新' }, 'own', 30)]);
  expect(search.search('发货', 25).map(({ text }) => text)).toEqual(['新']);
  search.remove('own', ['a']);
  expect(search.search('发货', 25).map(({ text }) => text)).toEqual(['旧']);
});

test('a shelf narrows search, folders and nothing else', () => {
  const search = createTypedSearch();
  search.upsert([
    sourced({ id: 'team', title: '发货', folder: '物流' }),
    sourced({ id: 'me', title: '发货我的', folder: '物流', scope: 'me' }, 'own', 30),
  ]);
  expect(search.search('fh', 25, 'mine').map((hit) => hit.entryId)).toEqual(['me']);
  expect(search.search('fh', 25, 'team').map((hit) => hit.entryId)).toEqual(['team']);
  expect(search.folders('mine').folders[0]?.phrases.map(({ id }) => id)).toEqual(['me']);
  expect(search.named(['["own","me"]', '["own","gone"]']).map((hit) => hit.mine)).toEqual([true]);
});

test('a hit names the images of its entry, without their bytes', () => {
  const search = make({
    id: 'chart',
    title: '尺码图',
    media: [
      { name: '尺码.png', type: 'image/png', sha256: 'ab'.repeat(32), caption: '女装' },
      { name: 'x.mp4', type: 'video/mp4', sha256: 'cd'.repeat(32) },
      { name: '无名.png', type: 'image/png', sha256: 'no hash' },
    ],
  });
  expect(search.search('尺码', 1)[0]?.images).toEqual([{ name: '尺码.png', sha256: 'ab'.repeat(32), caption: '女装' }]);
});

test('any input returns, whatever its length', () => {
  for (const query of ['a'.repeat(500), '退'.repeat(500), '\ud800', '((((((((', `${'z'.repeat(39)}h`])
    expect(Array.isArray(SHOP.search(query, 25))).toBe(true);
});
