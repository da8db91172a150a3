import { expect, test } from 'vitest';
import type { FactSheet } from '@/lib/chat/page-facts';
import { listPageFacts } from '@/lib/chat/page-facts';
import { toConversation } from '../../support/conversation';

const say = ({ kind, facts, items }: FactSheet): string[] => [
  kind,
  ...facts.map(({ name, label, value, readFrom }) => `${label ?? name}=${value} @${readFrom}`),
  ...items.map((item) => say(item).join(' | ')),
];
const read = (...args: Parameters<typeof toConversation>) => listPageFacts(toConversation(...args)).map(say);

test('every field that is known stands there with where it was read', () => {
  const order = {
    id: '2504',
    state: '已发货',
    promisedShipTime: '今天 18:00 前',
    carrier: '中通快递',
    trackingNo: '7312',
    lastTrack: '已到杭州转运中心',
    items: [{ title: '真丝衬衫', attributes: { 颜色: '雾蓝', 尺码: 'M' }, readFrom: 'panel' }],
    readFrom: 'panel',
  };
  const product = { id: '62', title: '真丝衬衫', price: '￥299', attributes: { 材质: '桑蚕丝' }, readFrom: 'panel' };
  expect(read('在吗', { orders: [order], product })).toEqual([
    [
      'order',
      'id=2504 @panel',
      'state=已发货 @panel',
      'promisedShipTime=今天 18:00 前 @panel',
      'carrier=中通快递 @panel',
      'trackingNo=7312 @panel',
      'lastTrack=已到杭州转运中心 @panel',
      'product | title=真丝衬衫 @panel | 颜色=雾蓝 @panel | 尺码=M @panel',
    ],
    ['product', 'title=真丝衬衫 @panel', 'id=62 @panel', 'price=￥299 @panel', '材质=桑蚕丝 @panel'],
  ]);
});

test('one product read in three places is one sheet, each fact with its own place', () => {
  const card = { type: 'product', product: { id: '62', title: '真丝衬衫', attributes: {}, readFrom: 'card' } };
  const product = { id: '62', attributes: {}, readFrom: 'url' };
  expect(
    read(
      [
        ['buyer', [card]],
        ['buyer', '会褪色吗'],
        ['buyer', [card]],
      ],
      { product },
    ),
  ).toEqual([['product', 'id=62 @url', 'title=真丝衬衫 @card']]);
});

test('places that disagree both stand there, what is beside the chat first', () => {
  const card = (state: string) => ({ type: 'order', order: { id: '1', state, items: [], readFrom: 'card' } });
  expect(
    read(
      [
        ['buyer', [card('待付款')]],
        ['buyer', [card('待发货')]],
      ],
      { orders: [{ id: '1', state: '已发货', items: [], readFrom: 'panel' }] },
    ),
  ).toEqual([['order', 'id=1 @panel', 'state=已发货 @panel', 'state=待发货 @card', 'state=待付款 @card']]);
});

test.each([
  ['another id', { id: '2', title: '裙' }, 2],
  ['the same title without an id', { title: '裙' }, 1],
  ['neither id nor the same title', { title: '裤' }, 2],
])('a product with %s', (_, other, count) => {
  const cards = [{ id: '1', title: '裙' }, other].map((product) => ({
    type: 'product',
    product: { attributes: {}, readFrom: 'card', ...product },
  }));
  expect(read([['buyer', cards]])).toHaveLength(count);
});

test('two orders without a number are two, the same one read twice is one', () => {
  const order = (state: string) => ({ type: 'order', order: { state, items: [], readFrom: 'card' } });
  expect(read([['buyer', [order('待发货'), order('已发货'), order('待发货')]]])).toHaveLength(2);
});

test('a page that says nothing gives nothing, a flood of cards is cut', () => {
  expect(read('在吗')).toEqual([]);
  const card = (id: number) => ({ type: 'product', product: { id: `${id}`, attributes: {}, readFrom: 'card' } });
  const sheets = read(Array.from({ length: 30 }, (_, i) => ['buyer', [card(i)]] as const));
  expect(sheets).toHaveLength(12);
  expect(sheets[0]).toContain('id=29 @card');
});
