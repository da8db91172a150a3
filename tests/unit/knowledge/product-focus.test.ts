import { describe, expect, test } from 'vitest';
import { getBuyerTurn } from '@/lib/chat/turn';
import { createProductCatalogue } from '@/lib/knowledge/product-catalogue';
import { getProductFocus } from '@/lib/knowledge/product-focus';
import { productEntrySchema } from '@/lib/knowledge/schema';
import { type Line, toConversation } from '@/tests/support/conversation';

const sheet = (id: string, fields: object) =>
  productEntrySchema.parse({ kind: 'product', id, title: id, item_ids: [], ...fields });

const catalogue = createProductCatalogue();
catalogue.set(
  '1',
  sheet('p-silk', { item_ids: ['1001'], names: ['云缎衬衫'], attributes: { 面料: '100%桑蚕丝' } }),
  20,
);
catalogue.set('2', sheet('p-wool', { item_ids: ['1002'], names: ['暖岸毛衣'], attributes: { 材质: '绵羊毛' } }), 20);
catalogue.set('3', sheet('p-twin-a', { names: ['晨雾四件套'], attributes: { 材质: '纯棉' } }), 20);
catalogue.set('4', sheet('p-twin-b', { names: ['晨雾四件套'], attributes: { 材质: '亚麻' } }), 20);

const card = (title: string, id?: string, attributes: object = {}) => ({
  type: 'product',
  product: { title, id, attributes, readFrom: 'card' },
});
const panel = (fields: object) => ({ product: { attributes: {}, readFrom: 'panel', ...fields } });

function read(
  lines: string | readonly Line[],
  extra: Record<string, unknown> = {},
  chosen: Record<string, string> = {},
) {
  const conversation = toConversation(lines, extra);
  const turn = getBuyerTurn(conversation);
  if (!turn) throw new Error('a buyer line is needed');
  return getProductFocus({ conversation, turn, catalogue, chosen });
}
const material = (...args: Parameters<typeof read>) => {
  const { value, origin, candidates } = read(...args).attribute('材质');
  return { value, origin, candidates };
};

describe('the ladder decides by its first step that says anything', () => {
  test.each<[string, Record<string, unknown>, string, string]>([
    ['panel field', panel({ title: '纯棉衬衫', attributes: { 材质: '桑蚕丝' } }), '真丝', 'panel'],
    ['panel field under another name', panel({ attributes: { 面料成分: '棉95% 氨纶5%' } }), '棉', 'panel'],
    ['sheet by item id', panel({ id: '1001', title: '纯棉衬衫' }), '真丝', 'entry-by-id'],
    ['sheet by title', panel({ title: '【新品】暖岸毛衣 女秋冬' }), '羊毛', 'entry-by-title'],
    ['words of the title', panel({ title: '重磅真丝衬衫女' }), '真丝', 'title-words'],
    [
      'an order with one item',
      { orders: [{ items: [{ title: '亚麻长裤', readFrom: 'order' }], readFrom: 'order' }] },
      '亚麻',
      'title-words',
    ],
  ])('%s', (_, extra, value, origin) => {
    expect(material('会褪色吗', extra)).toMatchObject({ value, origin });
  });

  test('a field that says nothing leaves it to the title', () => {
    expect(material('会褪色吗', panel({ title: '真丝衬衫', attributes: { 材质: '见详情页' } }))).toMatchObject({
      value: '真丝',
      origin: 'title-words',
    });
  });

  test('a field with two equal fibres is undecided, whatever the title says', () => {
    const reading = material('会褪色吗', panel({ title: '纯棉衬衫', attributes: { 材质: '棉、涤纶' } }));
    expect(reading).toMatchObject({ value: null, candidates: ['棉', '涤纶'] });
  });
});

describe('words of a title', () => {
  test.each<[string, string | null]>([
    ['真丝连衣裙', '真丝'],
    ['重磅桑蚕丝衬衫', '真丝'],
    ['100%棉T恤', '棉'],
    ['新疆长绒棉四件套', '棉'],
    ['人棉睡裙 绵绸', '粘胶'],
    ['天丝牛仔衬衫', '牛仔'],
    ['真丝雪纺衫', '真丝'],
    ['雪纺衫女', '雪纺'],
    ['棉麻阔腿裤', '棉麻'],
    ['澳洲美利奴羊毛衫', '羊毛'],
    ['白鸭绒羽绒服', '羽绒'],
    ['头层牛皮单鞋', '真皮'],
    ['PU皮小挎包', 'PU皮'],
    ['silk blouse for women', '真丝'],
    ['仿真丝衬衫', null],
    ['真丝感衬衫', null],
    ['类真丝睡衣', null],
    ['真丝质感半裙', null],
    ['似真丝缎面裙', '缎面'],
    ['冰丝凉席', '冰丝'],
    ['仿羊绒大衣', null],
    ['羊毛卷假发', null],
    ['蚕丝被 春秋被', null],
    ['记忆棉枕头', '记忆棉'],
    ['亚麻色假发', null],
    ['牛皮纸笔记本', null],
    ['法兰绒睡衣', '珊瑚绒'],
    ['羊毛羊绒混纺围巾', null],
    ['新款衬衫女', null],
    ['不含棉的运动裤 涤纶', '涤纶'],
  ])('%s → %s', (title, value) => {
    expect(material('会褪色吗', panel({ title })).value).toBe(value);
  });
});

describe('a title that says how a thing is made refines the fibre of the field', () => {
  test.each<[string, string, string, string | undefined]>([
    ['高腰牛仔裤', '棉98% 氨纶2%', '牛仔', '棉'],
    ['轻薄羽绒服', '锦纶100%', '羽绒', '锦纶'],
    ['雪纺衫', '涤纶', '涤纶', undefined],
    ['真丝衬衫', '棉', '棉', undefined],
    ['牛仔裤', '牛仔布', '牛仔', undefined],
  ])('%s of %s → %s', (title, field, value, base) => {
    const reading = read('会褪色吗', panel({ title, attributes: { 材质: field } })).attribute('材质');
    expect([reading.value, reading.base]).toEqual([value, base]);
  });
});

describe('composition fields', () => {
  test.each<[string, string | null]>([
    ['桑蚕丝100%', '真丝'],
    ['100%桑蚕丝', '真丝'],
    ['95%棉 5%氨纶', '棉'],
    ['棉:60% 聚酯纤维:40%', '棉'],
    ['聚酯纤维65%,棉35%', '涤纶'],
    ['棉50%聚酯纤维50%', null],
    ['面料:绵羊毛80% 锦纶20% 里料:聚酯纤维100%', '羊毛'],
    ['全棉', '棉'],
    ['人造棉', '粘胶'],
    ['锦纶', '锦纶'],
    ['S925银', '纯银'],
  ])('%s → %s', (raw, value) => {
    expect(material('会褪色吗', panel({ attributes: { 材质: raw } })).value).toBe(value);
  });

  test('an imitation is known, and is not the real thing', () => {
    expect(material('会褪色吗', panel({ attributes: { 材质: '仿真丝' } }))).toMatchObject({
      value: '仿真丝',
      origin: 'panel',
    });
  });
});

describe('two candidates are unknown', () => {
  test('two product cards of different fabric in the turn', () => {
    const reading = material([
      ['buyer', [card('真丝衬衫', 'a'), card('纯棉衬衫', 'b'), { type: 'text', text: '会褪色吗' }]],
    ]);
    expect(reading).toMatchObject({ value: null, candidates: ['真丝', '棉'] });
  });

  test('two cards that agree are known', () => {
    expect(
      material([['buyer', [card('真丝衬衫', 'a'), card('真丝半裙', 'b'), { type: 'text', text: '会褪色吗' }]]]).value,
    ).toBe('真丝');
  });

  test('a known and an unknown product', () => {
    expect(
      material([['buyer', [card('真丝衬衫', 'a'), card('连衣裙', 'b'), { type: 'text', text: '会褪色吗' }]]]).value,
    ).toBeNull();
  });

  test('two sheets of the same name leave it to the title', () => {
    expect(material('会褪色吗', panel({ title: '晨雾四件套' })).value).toBeNull();
  });

  test('the buyer contradicts the page', () => {
    expect(material('这件真丝的会褪色吗', panel({ title: '纯棉衬衫' }))).toMatchObject({
      value: null,
      candidates: ['真丝', '棉'],
    });
  });

  test('orders with two items of different fabric', () => {
    const items = [
      { title: '真丝衬衫', readFrom: 'order' },
      { title: '亚麻裤', readFrom: 'order' },
    ];
    expect(material('会褪色吗', { orders: [{ items, readFrom: 'order' }] }).value).toBeNull();
  });
});

describe('which product is in focus', () => {
  test('a card in the turn beats the panel', () => {
    const reading = material(
      [['buyer', [card('亚麻裙'), { type: 'text', text: '这个会褪色吗' }]]],
      panel({ title: '真丝衬衫' }),
    );
    expect(reading.value).toBe('亚麻');
  });

  test('the panel beats cards of earlier turns', () => {
    const lines: Line[] = [
      ['buyer', [card('亚麻裙', 'x')]],
      ['agent', '在的'],
      ['buyer', '会褪色吗'],
    ];
    expect(material(lines, panel({ title: '真丝衬衫' })).value).toBe('真丝');
  });

  test('one card earlier in the chat counts when there is no panel', () => {
    const lines: Line[] = [
      ['buyer', [card('亚麻裙', 'x')]],
      ['agent', '在的'],
      ['buyer', '会褪色吗'],
    ];
    expect(material(lines).value).toBe('亚麻');
    expect(read(lines).focus).toMatchObject({ title: '亚麻裙', id: 'x', origin: 'title-words' });
  });

  test('the panel fills what the card of the same product does not show', () => {
    const lines: Line[] = [['buyer', [card('衬衫', '77'), { type: 'text', text: '会褪色吗' }]]];
    expect(material(lines, panel({ id: '77', attributes: { 材质: '桑蚕丝' } })).value).toBe('真丝');
  });

  test('what the page says names its place: that of the field, not of the title', () => {
    const made = { attributes: { 材质: '桑蚕丝' } };
    const lines: Line[] = [['buyer', [card('衬衫', '77'), { type: 'text', text: '会褪色吗' }]]];
    const bought = (item: object) => ({ orders: [{ items: [{ readFrom: 'panel', ...item }], readFrom: 'panel' }] });
    expect(read(lines, panel({ id: '77', ...made })).focus?.readFrom).toBe('panel');
    expect(read([['buyer', [card('衬衫', '77', made.attributes)]]]).focus?.readFrom).toBe('card');
    expect(read('会褪色吗', bought({ title: '衬衫', ...made })).focus?.readFrom).toBe('order');
    expect(read('会褪色吗', panel({ title: '重磅真丝衬衫女' })).focus).not.toHaveProperty('readFrom');
  });

  test('a product called by its name', () => {
    expect(material('你家云缎衬衫会褪色吗').value).toBe('真丝');
    expect(read('你家云缎衬衫会褪色吗').focus).toMatchObject({ id: '1001' });
  });

  test('nothing known is null', () => {
    expect(read('你好').focus).toBeNull();
    expect(read('你好').attribute('材质')).toEqual({ name: '材质', value: null, candidates: [], origin: null });
  });
});

describe('said in the chat', () => {
  test.each<[string, string | null]>([
    ['这件真丝衬衫会不会褪色呀', '真丝'],
    ['我买的是桑蚕丝那件，会褪色吗', '真丝'],
    ['纯棉的会缩水吗', '棉'],
    ['这是真丝的吗？会褪色吗', null],
    ['是不是真丝的，会褪色吗', null],
    ['这件是真丝还是仿真丝，会褪色不', null],
    ['真丝和棉哪个容易褪色', null],
    ['有没有真丝的', null],
    ['我之前那件真丝的就褪色了，这件呢', null],
    ['不是真丝的，会褪色吗', null],
    ['跟真丝比会不会更容易褪色', null],
    ['以为是真丝呢 会褪色吗', null],
    ['會唔會甩色呀，條真絲裙', '真丝'],
  ])('%s → %s', (text, value) => {
    expect(material(text)).toMatchObject({ value, ...(value ? { origin: 'said' } : {}) });
  });

  test.each<[string, Line[], string | null]>([
    [
      'by the buyer earlier',
      [
        ['buyer', '我那件是真丝的'],
        ['agent', '好的'],
        ['buyer', '会褪色吗'],
      ],
      '真丝',
    ],
    [
      'by the agent about this product',
      [
        ['agent', '亲，这款是桑蚕丝的哦'],
        ['buyer', '会褪色吗'],
      ],
      '真丝',
    ],
    [
      'a rule of the agent about several fabrics',
      [
        ['agent', '面料是真丝的要手洗，棉的可以机洗'],
        ['buyer', '会褪色吗'],
      ],
      null,
    ],
    [
      'by a robot',
      [
        ['robot', '这款是真丝的'],
        ['buyer', '会褪色吗'],
      ],
      null,
    ],
    [
      'two things at different times',
      [
        ['buyer', '真丝那件'],
        ['agent', '嗯'],
        ['buyer', '纯棉那件也看下'],
        ['agent', '好'],
        ['buyer', '会褪色吗'],
      ],
      null,
    ],
    [
      'now beats before',
      [
        ['buyer', '真丝那件好看'],
        ['agent', '嗯'],
        ['buyer', '纯棉那件会褪色吗'],
      ],
      '棉',
    ],
  ])('%s', (_, lines, value) => {
    expect(material(lines).value).toBe(value);
  });

  test('what was said about the product before a newer card does not count', () => {
    const lines: Line[] = [
      ['buyer', '那件真丝的'],
      ['agent', '好'],
      ['buyer', [card('连衣裙', 'z')]],
      ['agent', '这款有货'],
      ['buyer', '会褪色吗'],
    ];
    expect(material(lines).value).toBeNull();
  });
});

describe('chosen by chip', () => {
  test('settles an unknown product', () => {
    expect(material('会褪色吗', {}, { 材质: '真丝' })).toMatchObject({ value: '真丝', origin: 'chosen' });
  });
  test('settles two candidates', () => {
    expect(material('这件真丝的会褪色吗', panel({ title: '纯棉衬衫' }), { 面料: '桑蚕丝' })).toMatchObject({
      value: '真丝',
      origin: 'chosen',
    });
  });
  test('does not overrule a page that knows', () => {
    expect(material('会褪色吗', panel({ attributes: { 材质: '纯棉' } }), { 材质: '真丝' })).toMatchObject({
      value: '棉',
      origin: 'panel',
    });
  });
});

test('an attribute that the lexicon does not know is found by the values of interest', () => {
  const reading = read('能充吗', panel({ title: '便携风扇 Type-C 充电' }));
  expect(reading.attribute('接口', ['Type-C', 'Lightning'])).toMatchObject({ value: 'Type-C', origin: 'title-words' });
  expect(reading.attribute('接口', ['Lightning']).value).toBeNull();
});

test('one sheet changed leaves the others; the nearest source wins', () => {
  const own = createProductCatalogue();
  own.set('a', sheet('a', { item_ids: ['9'], names: ['白桥水杯'] }), 0);
  own.set('b', sheet('b', { item_ids: ['9'] }), 30);
  expect(own.byId('9').map(({ id }) => id)).toEqual(['b']);
  own.delete('b');
  expect(own.byId('9').map(({ id }) => id)).toEqual(['a']);
  own.set('a', sheet('a', { item_ids: ['8'], names: ['白桥水杯'] }), 0);
  expect(own.byId('9')).toEqual([]);
  expect(own.byTitle('白桥水杯 大容量').map(({ id }) => id)).toEqual(['a']);
});
