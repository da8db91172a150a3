import { describe, expect, test } from 'vitest';
import { createRetriever, SILENCE_FLOOR } from '@/lib/suggest/retrieve/retriever';
import { answer, find, SHOP, talk } from './support';

const filled = () => {
  const retriever = createRetriever();
  retriever.upsert(SHOP);
  return retriever;
};
const best = (text: string) => find(filled(), talk(['buyer', text]))[0]?.entry.id;

describe('finds the entry however the buyer words it', () => {
  test.each([
    ['plain', '台灯老是闪是怎么回事', 'lamp-flicker'],
    ['no shared words', '盏灯成日闪,点算', 'lamp-flicker'],
    ['dialect', '退返去嘅邮费边个畀', 'return-who'],
    ['northeast', '我那钱啥前儿能回来', 'refund-when'],
    ['traditional', '退款什麼時候會到帳', 'refund-when'],
    ['typo', '水壶怎么出水够', 'kettle-scale'],
    ['mixed', 'blanket 可以丢 washing machine 吗', 'blanket-wash'],
    ['venting', '真服了你们,买了才三天,水壶底下一直漏,台面全湿了,怎么搞', 'kettle-leak'],
    ['short', '开个票', 'invoice'],
  ])('%s: %s', (_, text, id) => {
    expect(best(text)).toBe(id);
  });
});

test('an elliptical turn is read with the talk before it', () => {
  const found = find(filled(), talk(['buyer', '毛毯我想退掉'], ['agent', '可以的亲'], ['buyer', '那邮费呢']));
  expect(found[0]?.entry.id).toBe('return-who');
});

test('each of two questions gets its answer', () => {
  const found = find(filled(), talk(['buyer', '毛毯能用洗衣机洗吗?另外发票怎么开']));
  expect(
    found
      .slice(0, 2)
      .map(({ entry }) => entry.id)
      .sort(),
  ).toEqual(['blanket-wash', 'invoice']);
});

test('small talk and goods that nobody sells stay below the floor, a real question above it', () => {
  const confidence = (text: string) => find(filled(), talk(['buyer', text]))[0]?.confidence ?? 0;
  for (const text of ['晚饭吃什么好呢', '你们那边下雪了没', '世界杯谁赢了'])
    expect(confidence(text)).toBeLessThan(SILENCE_FLOOR);
  for (const text of ['退款多久到账', '水壶里有水垢怎么去掉', '今天拍几时发货'])
    expect(confidence(text)).toBeGreaterThan(SILENCE_FLOOR);
});

test('confidence lies between 0 and 1 and falls along the list; there is always a reason', () => {
  const found = find(filled(), talk(['buyer', '毛毯多大一条']), 10);
  expect(found.length).toBeGreaterThan(3);
  for (const [i, { confidence, why }] of found.entries()) {
    expect(confidence).toBeGreaterThanOrEqual(0);
    expect(confidence).toBeLessThanOrEqual(found[i - 1]?.confidence ?? 1);
    expect(why.length).toBeGreaterThan(0);
  }
  expect(found[0]?.why[0]).toMatchObject({ code: 'asked-like' });
});

test('an asking decides where title and question do not', () => {
  const retriever = filled();
  const asked = answer('warmth', '毛毯厚度', ['毛毯多厚'], '中厚,适合春秋。', {
    askings: ['冬天盖这条顶不顶得住', '抗冻不'],
  });
  retriever.upsert([asked]);
  expect(find(retriever, talk(['buyer', '三九天盖它顶得住吗']))[0]?.entry.id).toBe('warmth');
});

test('a changed entry answers by its new text only, a removed one not at all', () => {
  const retriever = filled();
  retriever.upsert([answer('invoice', '门店地址', ['你们实体店在哪'], '杭州市西湖区。')]);
  expect(retriever.size()).toBe(SHOP.length);
  expect(find(retriever, talk(['buyer', '实体店在哪里']))[0]?.entry.id).toBe('invoice');
  retriever.remove('own', ['invoice', 'never-there']);
  expect(retriever.size()).toBe(SHOP.length - 1);
  expect(find(retriever, talk(['buyer', '实体店在哪里']), 50).map(({ entry }) => entry.id)).not.toContain('invoice');
});

test('many changes one by one give the same answers as one load', () => {
  const changed = createRetriever();
  for (const entry of SHOP) changed.upsert([answer(entry.entry.id, '旧标题', ['旧问题'], '旧回答')]);
  changed.remove(
    'own',
    SHOP.slice(0, 5).map(({ entry }) => entry.id),
  );
  for (const entry of SHOP) changed.upsert([entry]);
  for (const text of ['毯子掉毛', '水壶有白的东西', '几天退钱', '灯太暗能调吗']) {
    const [a, b] = [filled(), changed].map((retriever) =>
      find(retriever, talk(['buyer', text])).map(({ entry, score }) => [entry.id, Number(score.toFixed(4))]),
    );
    expect(b).toEqual(a);
  }
});

test('drafts, retired entries and notices are not found', () => {
  const retriever = createRetriever();
  retriever.upsert([
    answer('draft', '草稿', ['水壶漏水'], '…', { status: 'draft' }),
    answer('gone', '旧', ['水壶漏水'], '…', { status: 'retired' }),
  ]);
  expect(retriever.size()).toBe(0);
  expect(find(retriever, talk(['buyer', '水壶漏水']))).toEqual([]);
});

test('a stored index gives the same answers once its entries are back, and refuses damage', () => {
  const first = filled();
  first.remove('own', ['invoice']);
  const bytes = first.export();
  const second = createRetriever();
  expect(second.import(bytes)).toBe(true);
  expect(second.size()).toBe(0);
  second.upsert(SHOP.filter(({ entry }) => entry.id !== 'invoice'));
  expect(second.size()).toBe(SHOP.length - 1);
  const ask = talk(['buyer', '毛毯机洗会掉毛吗']);
  const shape = (found: ReturnType<typeof find>) => found.map(({ entry, confidence }) => [entry.id, confidence]);
  expect(shape(find(second, ask))).toEqual(shape(find(first, ask)));
  second.upsert([SHOP[9] ?? answer('', '', [], '')]);
  expect(find(second, talk(['buyer', '开发票']))[0]?.entry.id).toBe('invoice');

  const empty = createRetriever();
  expect(empty.import(new Uint8Array(0))).toBe(false);
  expect(empty.import(bytes.subarray(0, bytes.length >> 1))).toBe(false);
  const other = bytes.slice();
  other[20] = (other[20] ?? 0) ^ 0xff;
  expect(empty.import(other)).toBe(false);
});

test('any text returns in bounded time and throws nothing', () => {
  const retriever = filled();
  let state = 17;
  const random = () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return state / 2 ** 32;
  };
  const texts = Array.from({ length: 300 }, () =>
    String.fromCharCode(...Array.from({ length: Math.floor(random() * 60) }, () => Math.floor(random() * 0x10000))),
  );
  for (const text of [...texts, '', '\ud800', '退'.repeat(100_000), '退款?'.repeat(20_000), 'a'.repeat(100_000)]) {
    const conversation = talk(['buyer', text || ' ']);
    const start = performance.now();
    for (const { confidence } of find(retriever, conversation)) expect(Number.isFinite(confidence)).toBe(true);
    expect(performance.now() - start).toBeLessThan(2000);
  }
});
