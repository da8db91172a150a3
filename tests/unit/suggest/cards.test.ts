import { describe, expect, test } from 'vitest';
import { refKey } from '@/lib/chat/conversation';
import { type Ask, getAdvice } from '@/tests/support/assistant-bench';
import { type Line, toConversation } from '@/tests/support/conversation';

const card = (id: string, values: string[] | null, more: Record<string, unknown> = {}) => ({
  kind: 'card',
  id,
  title: `${id}的卡`,
  triggers: [{ any: ['褪色'], ...(values ? { attribute: { name: '材质', values } } : {}) }],
  body: `**${id}** 的要点`,
  send: [{ label: '护色', text: `${id}这样洗：冷水、翻面` }],
  ...more,
});
const rows = [
  card('silk', ['真丝', '桑蚕丝'], { ask: '您看的这款水洗标上写的是什么材质呢？' }),
  card('cotton', ['棉', '纯棉']),
  card('wool', ['羊毛']),
];
const panel = (fields: object) => ({ extra: { product: { attributes: {}, readFrom: 'panel', ...fields } } });
const advise = (ask: Partial<Ask>) => getAdvice({ lines: '会褪色吗', rows, found: {}, ...ask });
const cardIds = (ask: Partial<Ask>) => advise(ask).cards.map(({ entryId }) => entryId);

describe('trigger × attribute', () => {
  test.each<[string, Partial<Ask>, string[]]>([
    ['panel field', panel({ attributes: { 材质: '桑蚕丝' } }), ['silk']],
    ['words of the title', panel({ title: '真丝连衣裙' }), ['silk']],
    ['synonym of the value', panel({ attributes: { 面料: '全棉' } }), ['cotton']],
    ['said in the turn', { lines: '这件真丝衬衫会不会褪色呀' }, ['silk']],
    ['another way to say the trigger', { lines: '纯棉的洗了会不会褪点色' }, ['cotton']],
    ['an imitation of silk', panel({ title: '仿真丝衬衫' }), []],
    ['a fibre without a card', panel({ title: '亚麻衬衫' }), []],
    [
      'denim of cotton: no denim card here, so the cotton one',
      panel({ title: '牛仔裤', attributes: { 面料: '纯棉' } }),
      ['cotton'],
    ],
    ['unknown', {}, []],
    ['no trigger word', { lines: '尺码怎么选', ...panel({ title: '真丝裙' }) }, []],
    ['denied', { lines: '我没问褪色', ...panel({ title: '真丝裙' }) }, []],
    [
      'an agent’s rule does not fire',
      {
        lines: [
          ['buyer', '在吗'],
          ['agent', '真丝可能褪色，请手洗'],
          ['buyer', '好的谢谢'],
        ] as Line[],
        ...panel({ title: '真丝裙' }),
      },
      [],
    ],
    [
      'a robot’s rule does not fire',
      {
        lines: [
          ['robot', '深色可能褪色'],
          ['buyer', '你好'],
        ] as Line[],
        ...panel({ title: '真丝裙' }),
      },
      [],
    ],
  ])('%s', (_, ask, expected) => {
    expect(cardIds(ask)).toEqual(expected);
  });

  test('the card says why and where the product’s value came from', () => {
    const { cards, product, ask } = advise(panel({ title: '真丝连衣裙' }));
    expect(cards[0]?.why).toEqual([
      { code: 'trigger', terms: ['褪色'] },
      { code: 'product', terms: ['真丝'] },
    ]);
    expect(product).toMatchObject({ title: '真丝连衣裙', origin: 'title-words', attributes: { 材质: '真丝' } });
    expect(ask).toBeNull();
  });
});

test('denim of cotton: the denim card, not the cotton one, when there is one', () => {
  const denim = card('denim', ['牛仔']);
  expect(cardIds({ rows: [...rows, denim], ...panel({ title: '牛仔裤', attributes: { 面料: '纯棉' } }) })).toEqual([
    'denim',
  ]);
});

describe('unknown attribute: chips and a ready question', () => {
  test('one chip per card, the question of a card that asks for the material', () => {
    expect(advise({}).ask).toEqual({
      attribute: '材质',
      values: ['棉', '真丝', '羊毛'],
      question: { id: expect.stringContaining('silk#ask#'), text: '您看的这款水洗标上写的是什么材质呢？' },
      terms: ['褪色'],
    });
  });

  test('a chip brings the card, also in words of the lead', () => {
    const key = refKey(toConversation('x').ref);
    for (const value of ['真丝', '桑蚕丝']) {
      const { cards, ask, product } = advise({ settings: { chosen: { [key]: { 材质: value } } } });
      expect(cards.map(({ entryId }) => entryId)).toEqual(['silk']);
      expect(ask).toBeNull();
      expect(product).toMatchObject({ origin: 'chosen' });
    }
  });

  test('a chip of another conversation changes nothing', () => {
    const key = refKey({ ...toConversation('x').ref, buyer: 'someone else' });
    expect(advise({ settings: { chosen: { [key]: { 材质: '真丝' } } } }).ask).not.toBeNull();
  });

  test('what the chat hints at comes first', () => {
    expect(advise({ lines: '羊毛和真丝哪个容易褪色' }).ask?.values).toEqual(['真丝', '羊毛', '棉']);
    const two = advise({ lines: '会褪色吗', ...panel({ attributes: { 材质: '羊毛、棉' } }) });
    expect(two.ask?.values).toEqual(['棉', '羊毛', '真丝']);
  });

  test('without a question of any card only chips are shown', () => {
    expect(advise({ rows: [card('silk', ['真丝'])] }).ask).not.toHaveProperty('question');
  });

  test('an internal card’s question is not for the buyer', () => {
    expect(advise({ rows: [card('silk', ['真丝'], { ask: '材质？', internal: true })] }).ask).not.toHaveProperty(
      'question',
    );
  });
});

describe('cards without an attribute', () => {
  test('pop directly, below the card that fits the product', () => {
    const plain = card('plain', null);
    expect(cardIds({ rows: [plain, ...rows], ...panel({ title: '真丝裙' }) })).toEqual(['silk', 'plain']);
    expect(cardIds({ rows: [plain, ...rows] })).toEqual(['plain']);
  });

  test('at most three, the narrower trigger first', () => {
    const many = Array.from({ length: 5 }, (_, i) => card(`c${i}`, null));
    const narrow = card('narrow', null, { triggers: [{ any: ['褪色'], near: ['洗'] }] });
    const ids = cardIds({ rows: [...many, narrow], lines: '洗了会褪色吗' });
    expect(ids).toHaveLength(3);
    expect(ids[0]).toBe('narrow');
  });

  test('a card with two triggers pops once', () => {
    const twice = card('twice', null, { triggers: [{ any: ['褪色'] }, { any: ['会褪'] }] });
    expect(cardIds({ rows: [twice] })).toEqual(['twice']);
  });
});

describe('what may be sent from a card', () => {
  test('pieces with filled slots and their own ids', () => {
    const pieces = [
      { label: '一', text: '{{hours}}在线' },
      { label: '二', text: '冷水洗' },
    ];
    const [view] = advise({
      rows: [card('a', null, { send: pieces })],
      settings: { shopFacts: { default: { hours: '9点到23点' } } },
    }).cards;
    expect(view?.send.map(({ text }) => text)).toEqual(['9点到23点在线', '冷水洗']);
    expect(new Set(view?.send.map(({ id }) => id)).size).toBe(2);
  });

  test('an internal card is for looking at only', () => {
    const [view] = advise({ rows: [card('law', null, { internal: true })] }).cards;
    expect(view).toMatchObject({ internal: true, send: [] });
  });

  test('no Chinese piece for a buyer who writes English', () => {
    const english = card('a', null, {
      triggers: [{ any: ['fade'] }],
      send: [
        { label: 'zh', text: '冷水洗' },
        { label: 'en', text: 'Please wash it in cold water.' },
      ],
    });
    const { cards } = advise({ rows: [english], lines: 'will this shirt fade after washing?' });
    expect(cards[0]?.send.map(({ label }) => label)).toEqual(['en']);
  });
});

describe('cards and retrieval', () => {
  const plain = card('plain', null, { triggers: [{ any: ['别的词'] }] });
  test('a card that retrieval is sure of pops without its word', () => {
    expect(cardIds({ rows: [plain], found: { plain: 0.9 }, lines: '这料子怎么样' })).toEqual(['plain']);
  });
  test('a doubtful one does not', () => {
    expect(cardIds({ rows: [plain], found: { plain: 0.4 }, lines: '这料子怎么样' })).toEqual([]);
  });
  test('a card that fits this very product is a suggestion too, before what is said in general', () => {
    const general = { id: 'general', title: '褪色', answer: '深色衣服头几次有浮色' };
    const ask = { rows: [...rows, general], found: { general: 0.9 } };
    expect(advise({ ...ask, ...panel({ title: '真丝裙' }) }).suggestions.map(({ entryId }) => entryId)).toEqual([
      'silk',
      'general',
    ]);
    expect(advise(ask).suggestions.map(({ entryId }) => entryId)).toEqual(['general']);
  });

  test('a card on the screen is not said a second time, unless it fits this very product', () => {
    const onTopic = card('topic', null);
    const other = { id: 'other', title: '别的', answer: '面料看水洗标' };
    const ask = { rows: [onTopic, other], found: { topic: 0.9, other: 0.5 } };
    const advice = advise(ask);
    expect(advice.cards.map(({ entryId }) => entryId)).toEqual(['topic']);
    expect(advice.suggestions.map(({ entryId }) => entryId)).toEqual(['other']);
  });

  test('a Chinese card does not lift English entries over the floor', () => {
    const english = { id: 'en', title: 'Care', answer: 'Please look at the care label first.' };
    const fading = card('c', ['棉'], { triggers: [{ any: ['fade'], attribute: { name: '材质', values: ['棉'] } }] });
    const advice = advise({
      rows: [fading, english],
      found: { en: 0.02 },
      lines: 'will this shirt fade after washing?',
      ...panel({ title: 'cotton shirt' }),
    });
    expect(advice.cards.map(({ entryId }) => entryId)).toEqual(['c']);
    expect(advice.suggestions).toEqual([]);
  });

  test('a card on an attribute speaks only for its own value', () => {
    const found = { silk: 0.9, cotton: 0.8 };
    const texts = (ask: Partial<Ask>) =>
      advise({ found, lines: '料子娇气吗', ...ask }).suggestions.map(({ entryId }) => entryId);
    expect(texts(panel({ title: '真丝裙' }))).toEqual(['silk']);
    expect(texts({})).toEqual([]);
  });
});

describe('an answer to our question about the product', () => {
  const talk: Line[] = [
    ['buyer', '这件会褪色吗'],
    ['agent', '您看的这款水洗标上写的是什么材质呢？'],
  ];
  test.each<[string, string[]]>([
    ['真丝的', ['silk']],
    ['水洗标写的是桑蚕丝', ['silk']],
    ['纯棉', ['cotton']],
    ['不知道哎', []],
    ['不是真丝的', []],
    ['是真丝还是什么的我也分不清', []],
  ])('%s → %j', (reply, expected) => {
    expect(cardIds({ lines: [...talk, ['buyer', reply]] })).toEqual(expected);
  });

  test('the reason is the history, and no chips stay', () => {
    const { cards, ask } = advise({ lines: [...talk, ['buyer', '真丝的']] });
    expect(cards[0]?.why[0]).toEqual({ code: 'history', terms: ['褪色'] });
    expect(ask).toBeNull();
  });
});

test('a red piece of a card is not offered for sending', () => {
  const send = [
    { label: '一', text: '永不褪色' },
    { label: '二', text: '冷水洗' },
  ];
  const guard = (text: string) =>
    text.includes('永不')
      ? [{ type: 'absolute_claim' as const, severity: 'red' as const, start: 0, end: 2, span: '永不', rule: 'r' }]
      : [];
  const [view] = advise({ rows: [card('a', null, { send })], guard }).cards;
  expect(view?.send.map(({ label }) => label)).toEqual(['二']);
});

test.each<[string, boolean]>([
  ['110的有吗', true],
  ['身高110穿多大', true],
  ['体重110斤穿什么码', false],
  ['110块能便宜点吗', false],
])('a bare number as a trigger: %s → %s', (lines, pops) => {
  const kids = card('kids', null, { triggers: [{ any: ['110'] }] });
  expect(cardIds({ rows: [kids], lines }).length > 0).toBe(pops);
});
