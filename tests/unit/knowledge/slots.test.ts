import { describe, expect, test } from 'vitest';
import { getBuyerTurn } from '@/lib/chat/turn';
import labels from '@/lib/knowledge/data/slot-labels.json';
import { entrySchema, shopEntrySchema } from '@/lib/knowledge/schema';
import { SHOP_FACTS, SLOT_NAMES } from '@/lib/knowledge/shop-facts';
import { getShopFacts, getSlotValues } from '@/lib/knowledge/slot-values';
import { countUnlocks, fillSlots, getSlotLabel, listSlotNames, type SlotValue } from '@/lib/knowledge/slots';
import { type Line, toConversation } from '@/tests/support/conversation';

const values = new Map<string, SlotValue>([
  ['ship_time', { value: '付款后48小时内', origin: 'shop' }],
  ['carrier', { value: '中通', origin: 'order' }],
  ['buyer_name', { value: '{{return_address}}', origin: 'buyer' }],
]);

describe('filling', () => {
  test.each<[string, string, string[]]>([
    ['{{ship_time}}发出', '付款后48小时内发出', []],
    ['{{ ship_time }}发出', '付款后48小时内发出', []],
    ['{{ship_time|当天}}发出', '付款后48小时内发出', []],
    ['{{cut_off|以页面为准}}', '以页面为准', []],
    ['{{cut_off}}前下单', '〔当日截单时间〕前下单', ['cut_off']],
    ['{{cut_off|}}前下单', '〔当日截单时间〕前下单', ['cut_off']],
    ['{{发货时间}}发出', '付款后48小时内发出', []],
    ['Ships {{cut_off}}', 'Ships 〔cut-off time〕', ['cut_off']],
    ['{{cut_off}}、{{cut_off}}、{{hours}}', '〔当日截单时间〕、〔当日截单时间〕、〔客服时间〕', ['cut_off', 'hours']],
    ['{{buyer_name}}您好', '{{return_address}}您好', []],
    ['{{nobody}}', '〔nobody〕', ['nobody']],
    ['{{nobody|都行}}', '都行', []],
    ['{{#if x}}有{{/if}}', '{{#if x}}有{{/if}}', []],
    ['{{{ship_time}}}', '{{{ship_time}}}', []],
    ['{{> part}}', '{{> part}}', []],
    ['{ship_time}', '{ship_time}', []],
    ['没有槽', '没有槽', []],
  ])('%s → %s', (text, filled, missing) => {
    expect(fillSlots(text, values)).toMatchObject({ text: filled, missing });
  });

  test('each slot knows its place, its origin and whether it is empty', () => {
    const { text, slots } = fillSlots('由{{carrier}}{{ship_time|当天}}发出，{{hours|白天}}在线，{{courier}}', values);
    expect(slots.map((slot) => [slot.name, text.slice(slot.start, slot.end), slot.empty, slot.origin])).toEqual([
      ['carrier', '中通', false, 'order'],
      ['ship_time', '付款后48小时内', false, 'shop'],
      ['hours', '白天', false, 'fallback'],
      ['courier', '〔快递公司〕', true, undefined],
    ]);
  });

  test('every slot name has a label in both languages', () => {
    for (const name of SLOT_NAMES) expect(getSlotLabel(name)).toMatch(/^[\u4e00-\u9fff]+$/);
    expect(Object.keys(labels.en).sort()).toEqual([...SLOT_NAMES].sort());
    expect(Object.keys(labels.zh).sort()).toEqual([...SLOT_NAMES].sort());
    expect(new Set(Object.values(labels.zh)).size).toBe(SLOT_NAMES.size);
  });
});

describe('the shop profile', () => {
  const answer = (id: string, text: string, more: object = {}) =>
    entrySchema.parse({ id, title: id, answer: text, ...more });

  test('slot names of all texts that may reach a buyer', () => {
    const entry = answer('a', '{{ship_time}}{{ship_time}}', {
      variants: [{ id: 'v', text: '{{cut_off|16点}}' }],
      probe: '{{carrier}}',
      recommend: '{{coupon}}',
    });
    expect(listSlotNames(entry)).toEqual(['ship_time', 'cut_off', 'carrier', 'coupon']);
    const card = entrySchema.parse({
      kind: 'card',
      id: 'c',
      title: 'c',
      triggers: [{ any: ['x'] }],
      body: '{{hours}}',
      send: [{ label: 'l', text: '{{gift}}' }],
      ask: '{{member}}',
    });
    expect(listSlotNames(card)).toEqual(['gift', 'member']);
  });

  test('counts the entries that a fact unlocks, without internal, retired and page slots', () => {
    const counts = countUnlocks([
      answer('a', '{{ship_time}}{{ship_time}}'),
      answer('b', '{{ship_time|x}}{{order_state}}'),
      answer('c', '{{ship_time}}', { internal: true }),
      answer('d', '{{ship_time}}', { status: 'retired' }),
    ]);
    expect(counts.ship_time).toBe(2);
    expect(counts.cut_off).toBe(0);
    expect(Object.keys(counts)).toHaveLength(SHOP_FACTS.length);
  });

  const shop = (id: string, facts: object, more: object = {}) => ({
    entry: shopEntrySchema.parse({ kind: 'shop', id, title: id, name: id, facts, ...more }),
    precedence: 20,
  });
  const conversation = toConversation('在吗');

  test.each<[string, Parameters<typeof getShopFacts>[1], Parameters<typeof getShopFacts>[2], Record<string, unknown>]>([
    ['desk form of this shop', { 'shop-1': { hours: '9点' } }, [], { hours: '9点' }],
    ['desk form by the shop’s name', { 青禾家居服: { hours: '9点' } }, [], { hours: '9点' }],
    ['desk form for every shop', { default: { hours: '8点' } }, [], { hours: '8点' }],
    [
      'this shop beats every shop',
      { default: { hours: '8点', gift: '袋' }, 'shop-1': { hours: '9点' } },
      [],
      { hours: '9点', gift: '袋' },
    ],
    ['shop entry by id', {}, [shop('shop-1', { hours: '10点' })], { hours: '10点' }],
    ['shop entry by name', {}, [shop('x', { hours: '10点' }, { name: '青禾家居服' })], { hours: '10点' }],
    ['shop entry of another shop', {}, [shop('shop-2', { return_address: '别家' })], {}],
    [
      'the desk form merges over the entry',
      { 'shop-1': { hours: '9点' } },
      [shop('shop-1', { hours: '10点', gift: '袋' })],
      { hours: '9点', gift: '袋' },
    ],
    [
      'an empty field of the desk form hides nothing',
      { 'shop-1': { hours: '' } },
      [shop('shop-1', { hours: '10点' })],
      { hours: '10点' },
    ],
    [
      'an entry of this shop beats the default entry',
      {},
      [shop('shop-1', { hours: '10点' }), shop('default', { hours: '7点' })],
      { hours: '10点' },
    ],
  ])('%s', (_, profiles, entries, facts) => {
    expect(getShopFacts(conversation, profiles, entries)).toEqual(facts);
  });
});

describe('values of the page', () => {
  const order = (fields: object) => ({ items: [], readFrom: 'panel', ...fields });
  function read(
    lines: string | readonly Line[],
    extra: Record<string, unknown> = {},
    facts: Record<string, string | number | boolean> = {},
  ) {
    const conversation = toConversation(lines, extra);
    const turn = getBuyerTurn(conversation);
    if (!turn) throw new Error('a buyer line is needed');
    const product = { title: '云缎衬衫', attributes: { 面料: '桑蚕丝', 颜色: '米白' }, origin: 'panel' as const };
    return Object.fromEntries(getSlotValues({ conversation, turn, product, facts }));
  }

  test('product, buyer and shop facts', () => {
    expect(read('在吗', {}, { return_days: 7, warranty: true })).toEqual({
      buyer_name: { value: '晚风', origin: 'buyer' },
      product_title: { value: '云缎衬衫', origin: 'product' },
      material: { value: '桑蚕丝', origin: 'product' },
      color: { value: '米白', origin: 'product' },
      return_days: { value: '7', origin: 'shop' },
      warranty: { value: '是', origin: 'shop' },
    });
  });

  test('the only order', () => {
    const orders = [
      order({
        state: '待发货',
        carrier: '圆通',
        promisedShipTime: '11-23 12:00',
        items: [{ title: 'x', attributes: { 颜色: '黑', 尺码: 'L' }, readFrom: 'order' }],
      }),
    ];
    expect(read('发了吗', { orders })).toMatchObject({
      order_state: { value: '待发货', origin: 'order' },
      carrier: { value: '圆通', origin: 'order' },
      promised_ship_time: { value: '11-23 12:00', origin: 'order' },
      color: { value: '黑', origin: 'order' },
      size: { value: 'L', origin: 'order' },
    });
  });

  test('two orders that differ leave the slot empty, where they agree it is filled', () => {
    const orders = [
      order({ id: '1', state: '待发货', carrier: '圆通' }),
      order({ id: '2', state: '已发货', carrier: '圆通' }),
    ];
    const filled = read('发了吗', { orders });
    expect(filled.order_state).toBeUndefined();
    expect(filled.carrier?.value).toBe('圆通');
  });

  test('an order card in the turn decides between two orders', () => {
    const orders = [order({ id: '1', state: '待发货' }), order({ id: '2', state: '已发货', carrier: '中通' })];
    const card = { type: 'order', order: { id: '2', state: '已发货', items: [], readFrom: 'card' } };
    const filled = read([['buyer', [card, { type: 'text', text: '到哪了' }]]], { orders });
    expect(filled.order_state?.value).toBe('已发货');
    expect(filled.carrier?.value).toBe('中通');
  });

  test('page text cannot bring control characters, line breaks or length', () => {
    const filled = read('在吗', { buyer: { id: 'b', name: `晚\u202e风\n${'长'.repeat(300)}` } });
    expect(filled.buyer_name?.value).toMatch(/^晚 风 长{26}$/);
  });
});
