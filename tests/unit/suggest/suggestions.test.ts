import { describe, expect, test } from 'vitest';
import type { Finding } from '@/lib/suggest/view-model';
import { type Ask, getAdvice, NOW } from '@/tests/support/assistant-bench';

const answer = (id: string, text: string, more: Record<string, unknown> = {}) => ({
  id,
  title: `${id}的标题`,
  answer: text,
  ...more,
});
const ids = (ask: Partial<Ask> & Pick<Ask, 'rows'>) =>
  getAdvice({ lines: '这件怎么样啊', ...ask }).suggestions.map(({ entryId }) => entryId);
const texts = (ask: Partial<Ask> & Pick<Ask, 'rows'>) =>
  getAdvice({ lines: '这件怎么样啊', ...ask }).suggestions.map(({ text }) => text);
const calm = { level: 0, class: '平静' as const, evidence: [], escalate: false };

describe('which entries may speak', () => {
  const other = answer('z', '另一句完全不同的话：麻烦发一下照片');
  test.each<[string, Record<string, unknown>, Partial<Ask>, boolean]>([
    ['published', {}, {}, true],
    ['draft', { status: 'draft' }, {}, false],
    ['in review', { status: 'review' }, {}, false],
    ['retired', { status: 'retired' }, {}, false],
    ['internal', { internal: true }, {}, false],
    ['not yet valid', { valid_from: '2026-11-22' }, {}, false],
    ['no longer valid', { valid_to: '2026-11-20' }, {}, false],
    ['last day of validity', { valid_to: '2026-11-21' }, {}, true],
    ['this shop', { shops: ['shop-1'] }, {}, true],
    ['another shop', { shops: ['shop-9'] }, {}, false],
    ['this platform by its trade name', { platforms: ['拼多多'] }, {}, true],
    ['another platform', { platforms: ['shopee'] }, {}, false],
    ['group of this agent', { groups: ['夜班'] }, { settings: { groups: ['夜班'] } }, true],
    ['group of others', { groups: ['白班'] }, { settings: { groups: ['夜班'] } }, false],
    ['in the campaign', { when: { campaign: { from: '2026-11-20', to: '2026-11-22' } } }, {}, true],
    ['after the campaign', { when: { campaign: { from: '2026-11-01', to: '2026-11-11' } } }, {}, false],
    [
      'for this stage',
      { when: { buyer: ['paid'] } },
      { extra: { orders: [{ state: '待发货', items: [], readFrom: 'panel' }] } },
      true,
    ],
    [
      'for another stage',
      { when: { buyer: ['signed'] } },
      { extra: { orders: [{ state: '待发货', items: [], readFrom: 'panel' }] } },
      false,
    ],
    [
      'for this product',
      { when: { product: { 材质: ['真丝'] } } },
      { extra: { product: { title: '真丝裙', attributes: {}, readFrom: 'panel' } } },
      true,
    ],
    [
      'for another product',
      { when: { product: { 材质: ['羊毛'] } } },
      { extra: { product: { title: '真丝裙', attributes: {}, readFrom: 'panel' } } },
      false,
    ],
    ['for a product that nobody knows', { when: { product: { 材质: ['羊毛'] } } }, {}, true],
    ['below the floor, nothing better', {}, { found: { a: 0.2 } }, false],
    ['an alternative behind a sure one', {}, { found: { a: 0.2, z: 0.9 } }, true],
  ])('%s: %s', (_, fields, ask, shown) => {
    expect(ids({ rows: [answer('a', '这是要不要出现的那一句', fields), other], ...ask }).includes('a')).toBe(shown);
  });

  test('an entry that another live one supersedes is out, and back when that one retires', () => {
    const old = answer('old', '旧的说法是这样');
    const rows = (status: string) => [old, answer('new', '新的说法完全不同', { supersedes: ['old'], status })];
    expect(ids({ rows: rows('published') })).toEqual(['new']);
    expect(ids({ rows: rows('retired') })).toEqual(['old']);
  });

  test('a starter entry cannot supersede the shop’s own', () => {
    const rows = [
      answer('mine', '我们店的说法', { from: 'own' }),
      answer('st', '通用的一句话', { supersedes: ['mine'] }),
    ];
    expect(ids({ rows })).toContain('mine');
  });

  test('the same id from a nearer source takes the place', () => {
    const rows = [answer('a', '通用的说法'), answer('a', '本店改过的说法', { from: 'own' })];
    expect(texts({ rows })).toEqual(['本店改过的说法']);
  });
});

describe('own beats feed beats starter on the same question', () => {
  const question = { questions: ['什么时候发货'] };
  test.each<[string, string, string]>([
    ['own', 'starter', 'own'],
    ['own', 'feed', 'own'],
    ['feed', 'starter', 'feed'],
  ])('%s beside %s', (near, far, kept) => {
    const rows = [
      answer(`${far}-1`, '通用：一般按页面时间发出', { from: far, ...question }),
      answer(`${near}-1`, '本店：当天下单当天走', { from: near, ...question }),
    ];
    expect(ids({ rows, found: { [`${far}-1`]: 0.9, [`${near}-1`]: 0.7 } })).toEqual([`${kept}-1`]);
  });

  test('on another question both stay', () => {
    const rows = [
      answer('st', '通用：一般按页面时间发出', { questions: ['什么时候发货'] }),
      answer('own', '本店：退货地址看页面', { from: 'own', questions: ['退货寄到哪里'] }),
    ];
    expect(ids({ rows, found: { st: 0.9, own: 0.6 } })).toEqual(['st', 'own']);
  });

  test('on the same question own wins however little retrieval thinks of it', () => {
    const rows = [
      answer('st', '通用：一般按页面时间发出', question),
      answer('own', '本店：当天走', { from: 'own', ...question }),
    ];
    const { suggestions } = getAdvice({ lines: '什么时候发', rows, found: { st: 0.9, own: 0.01 } });
    expect(suggestions.map(({ entryId, confidence }) => [entryId, confidence])).toEqual([['own', 0.9]]);
  });

  test('also when retrieval puts it far down', () => {
    const others = Array.from({ length: 9 }, (_, i) =>
      answer(`x${i}`, `别的话题${'甲乙丙丁戊己庚辛壬'.charAt(i)}要另外说`),
    );
    const rows = [
      answer('st', '通用：一般按页面时间发出', question),
      ...others,
      answer('own', '本店：当天走', { from: 'own', ...question }),
    ];
    const found = Object.fromEntries(rows.map(({ id }, i) => [id, i === 0 ? 0.9 : 0.3 / i]));
    expect(ids({ rows, found })[0]).toBe('own');
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>, boolean]>([
    ['the same question in dialect', { title: '发货', questions: ['什么时候发货'] }, { title: '几时发货' }, true],
    ['one of the starter’s askings', { title: '运费', askings: ['退回去的钱谁掏'] }, { title: '退回去的钱谁掏' }, true],
    ['a neighbour question', { title: '怎么退货' }, { title: '怎么换货' }, false],
    ['one word in common', { title: '退货地址' }, { title: '退货要多久' }, false],
  ])('%s', (_, starter, own, same) => {
    const rows = [answer('st', '通用的那一段话', starter), answer('own', '本店自己写的', { from: 'own', ...own })];
    expect(ids({ rows, found: { st: 0.9, own: 0.4 } })).toEqual(same ? ['own'] : ['st', 'own']);
  });

  test('the reason says so', () => {
    const [first] = getAdvice({ lines: '在吗', rows: [answer('a', '有的', { from: 'own' })] }).suggestions;
    expect(first?.why.map(({ code }) => code)).toContain('own-entry');
  });
});

describe('none, one to three, all different', () => {
  test('far-off entries do not fill the places that folding leaves free', () => {
    const rows = [
      answer('a', '今天能走件'),
      answer('b', '今天能走件哦'),
      answer('c', '请发照片来看'),
      answer('d', '满减会自动算'),
      answer('e', '手洗阴干就行'),
    ];
    expect(ids({ rows, found: { a: 0.9, b: 0.8, c: 0.7, d: 0.01, e: 0.01 } })).toEqual(['a', 'c']);
  });

  test('at most three', () => {
    const words = ['今天能走件', '请发照片来看', '尺码按胸围选', '手洗阴干就行', '满减会自动算'];
    expect(ids({ rows: words.map((text, i) => answer(`e${i}`, text)) })).toEqual(['e0', 'e1', 'e2']);
  });

  test('a near copy is folded into the better one', () => {
    const rows = [
      answer('a', '您好，这款面料建议冷水手洗，阴凉处晾干'),
      answer('b', '您好，这款面料建议冷水手洗，阴凉处晾干哦~'),
      answer('c', '可以的，拍下后备注颜色就行'),
    ];
    expect(ids({ rows })).toEqual(['a', 'c']);
  });

  test.each<[string, string, string, boolean]>([
    ['other numbers', '支持7天无理由退货', '支持15天无理由退货', true],
    ['granted and denied', '这件可以机洗', '这件不可以机洗，请手洗', true],
    ['other days of shipping', '付款后48小时内发出', '付款后72小时内发出', true],
    ['the same numbers in other words', '付款以后48小时之内给您发走', '我们会在48小时内安排出库', false],
    ['other units', '48小时内发出', '3天左右送到', false],
    ['nothing to compare', '可以的', '没问题，放心拍', false],
  ])('contradictions on the same question are marked: %s', (_, one, other, marked) => {
    const rows = [answer('a', one, { questions: ['这个怎么办'] }), answer('b', other, { questions: ['这个怎么办'] })];
    const { suggestions } = getAdvice({ lines: '这件怎么样', rows });
    expect(suggestions.map(({ conflictsWith }) => conflictsWith?.map(({ entryId }) => entryId))).toEqual(
      marked ? [['b'], ['a']] : [undefined, undefined],
    );
  });

  test('a contradicted reply counts for less', () => {
    const question = { questions: ['这个怎么办'] };
    const rows = [answer('a', '支持7天无理由退货', question), answer('b', '支持15天无理由退货', question)];
    const { suggestions } = getAdvice({ lines: '这件怎么样', rows, found: { a: 0.9, b: 0.8 } });
    expect(suggestions.every(({ confidence }) => confidence < 0.7)).toBe(true);
  });

  test('different numbers on different questions are no contradiction', () => {
    const rows = [
      answer('a', '7天无理由', { questions: ['怎么退货'] }),
      answer('b', '15天内保价', { questions: ['降价补差吗'] }),
    ];
    expect(getAdvice({ lines: '这件怎么样', rows }).suggestions.every(({ conflictsWith }) => !conflictsWith)).toBe(
      true,
    );
  });

  test('a far-off answer to a further question does not push others away', () => {
    const rows = [
      answer('a1', '尺码按胸围选'),
      answer('a2', '身高体重发我'),
      answer('a3', '均码也能穿'),
      answer('b1', '退回运费看保险'),
    ];
    expect(
      ids({ rows, found: { a1: 0.9, a2: 0.5, a3: 0.4, b1: 0.06 }, questions: { a1: 0, a2: 0, a3: 0, b1: 1 } }),
    ).toEqual(['a1', 'a2', 'a3']);
  });

  test('each question of a turn gets its answer before one gets a second', () => {
    const rows = [
      answer('a1', '尺码按胸围选'),
      answer('a2', '身高体重发我'),
      answer('b1', '退回运费看保险'),
      answer('a3', '均码也能穿'),
    ];
    expect(
      ids({ rows, found: { a1: 0.9, a2: 0.85, a3: 0.8, b1: 0.5 }, questions: { a1: 0, a2: 0, a3: 0, b1: 1 } }),
    ).toEqual(['a1', 'b1', 'a2']);
  });
});

describe('slots', () => {
  const rows = [answer('a', '我们{{ship_time}}发出'), answer('b', '发出后单号会自动更新到订单里')];

  test('an incomplete answer stands below a complete one and names the missing fact', () => {
    const { suggestions } = getAdvice({ lines: '什么时候发', rows });
    expect(suggestions.map(({ entryId }) => entryId)).toEqual(['b', 'a']);
    expect(suggestions[1]).toMatchObject({ text: '我们〔发货时间〕发出', missingFacts: ['ship_time'] });
  });

  test('a hopeless complete answer does not stand above a likely one that only misses a fact', () => {
    const { suggestions } = getAdvice({ lines: '什么时候发', rows, found: { a: 0.9, b: 0.1 } });
    expect(suggestions.map(({ entryId }) => entryId)).toEqual(['a']);
  });

  test('with the fact set it stands where it belongs', () => {
    const { suggestions } = getAdvice({
      lines: '什么时候发',
      rows,
      settings: { shopFacts: { 'shop-1': { ship_time: '今天18点前' } } },
    });
    expect(suggestions[0]).toMatchObject({ entryId: 'a', text: '我们今天18点前发出' });
    expect(suggestions[0]?.missingFacts).toBeUndefined();
    expect(suggestions[0]?.slots).toEqual([{ name: 'ship_time', start: 2, end: 8, empty: false, origin: 'shop' }]);
  });

  test('facts come from a shop entry of the feed too', () => {
    const shop = { kind: 'shop', id: 'shop-1', name: '青禾', facts: { ship_time: '24小时内' }, from: 'feed' };
    expect(texts({ rows: [...rows, shop] })[0]).toBe('我们24小时内发出');
  });

  test('an empty slot of the page is no fact that a form could fill', () => {
    const { suggestions } = getAdvice({ lines: '到哪了', rows: [answer('a', '您的件现在{{last_track}}')] });
    expect(suggestions[0]?.missingFacts).toBeUndefined();
    expect(suggestions[0]?.slots[0]).toMatchObject({ name: 'last_track', empty: true });
  });
});

describe('variants', () => {
  const silk = { product: { title: '真丝裙', attributes: {}, readFrom: 'panel' } };
  const entry = (variants: object[]) => [answer('a', '通用说法', { variants })];
  test.each<[string, object[], Partial<Ask>, string]>([
    ['product', [{ id: 'v', when: { product: { 材质: ['桑蚕丝'] } }, text: '真丝说法' }], { extra: silk }, '真丝说法'],
    [
      'another product',
      [{ id: 'v', when: { product: { 材质: ['羊毛'] } }, text: '羊毛说法' }],
      { extra: silk },
      '通用说法',
    ],
    ['unknown product', [{ id: 'v', when: { product: { 材质: ['羊毛'] } }, text: '羊毛说法' }], {}, '通用说法'],
    [
      'stage',
      [{ id: 'v', when: { buyer: ['signed'] }, text: '签收说法' }],
      { understanding: { stage: 'signed' } },
      '签收说法',
    ],
    [
      'stage in Chinese',
      [{ id: 'v', when: { buyer: ['已签收'] }, text: '签收说法' }],
      { understanding: { stage: 'signed' } },
      '签收说法',
    ],
    ['platform', [{ id: 'v', platforms: ['pdd'], text: '拼多多说法' }], {}, '拼多多说法'],
    ['another platform', [{ id: 'v', platforms: ['jd'], text: '京东说法' }], {}, '通用说法'],
    ['shop', [{ id: 'v', shops: ['青禾家居服'], text: '本店说法' }], {}, '本店说法'],
    [
      'campaign',
      [{ id: 'v', when: { campaign: { from: '2026-11-20', to: '2026-11-22' } }, text: '大促说法' }],
      {},
      '大促说法',
    ],
    [
      'campaign over',
      [{ id: 'v', when: { campaign: { from: '2026-11-01', to: '2026-11-12' } }, text: '大促说法' }],
      {},
      '通用说法',
    ],
    [
      'more conditions win',
      [
        { id: 'v', platforms: ['pdd'], text: '一' },
        { id: 'w', platforms: ['pdd'], when: { product: { 材质: ['真丝'] } }, text: '二' },
      ],
      { extra: silk },
      '二',
    ],
  ])('%s', (_, variants, ask, text) => {
    expect(texts({ rows: entry(variants), ...ask })).toEqual([text]);
  });

  test('equal wordings rotate by what was sent lately', () => {
    const rows = entry([
      { id: 'v1', text: '第二种说法' },
      { id: 'v2', text: '第三种说法' },
    ]);
    const sent: string[] = [];
    for (let i = 0; i < 4; i++) sent.push(texts({ rows, settings: { recentTexts: sent } })[0] ?? '');
    expect(sent).toEqual(['通用说法', '第二种说法', '第三种说法', '通用说法']);
  });

  test('rotation reads ids of suggestions too', () => {
    const rows = entry([{ id: 'v1', text: '第二种说法' }]);
    const [first] = getAdvice({ lines: '在吗', rows }).suggestions;
    expect(texts({ rows, settings: { recentTexts: [first?.id ?? ''] } })).toEqual(['第二种说法']);
  });
});

describe('answer → probe → recommend', () => {
  const rows = [
    answer('a', '这款是常规版型', {
      scene: 'presale.size',
      probe: '您平时穿多大码呢？',
      recommend: '同款还有加长版，可以一起看看。',
    }),
  ];
  const presale = { stage: 'presale' as const, mood: calm, risks: [] };
  test.each<[string, Partial<Ask>, string]>([
    [
      'a calm buyer before buying',
      { understanding: presale },
      '这款是常规版型。您平时穿多大码呢？同款还有加长版，可以一起看看。',
    ],
    [
      'after buying nothing is offered',
      { understanding: { ...presale, stage: 'signed' } },
      '这款是常规版型。您平时穿多大码呢？',
    ],
    [
      'an upset buyer is offered nothing',
      { understanding: { ...presale, mood: { ...calm, level: 5, class: '失望' } } },
      '这款是常规版型。您平时穿多大码呢？',
    ],
    [
      'a raging buyer is not asked back',
      { understanding: { ...presale, mood: { ...calm, level: 8, class: '愤怒' } } },
      '这款是常规版型',
    ],
  ])('%s', (_, ask, end) => {
    expect(texts({ rows, ...ask })[0]?.endsWith(end)).toBe(true);
  });

  test('an answer that asks back itself gets no second question', () => {
    const asking = [answer('a', '您想要宽松一点还是合身呢？', { probe: '您平时穿多大码呢？' })];
    expect(texts({ rows: asking, understanding: presale })).toEqual(['您想要宽松一点还是合身呢？']);
  });

  test('English pieces are joined with blanks', () => {
    const english = [answer('a', 'It ships in two days', { probe: 'Which size do you need?' })];
    expect(
      texts({
        rows: english,
        lines: 'when will you ship my order please',
        understanding: { ...presale, language: 'en' },
      }),
    ).toEqual(['It ships in two days. Which size do you need?']);
  });
});

describe('empathy', () => {
  const rows = [answer('a', '退款已经提交，48小时内原路退回')];
  const angry = { mood: { ...calm, level: 7, class: '愤怒' as const } };
  test.each<[number, boolean]>([
    [0, false],
    [3, false],
    [4, true],
    [9, true],
  ])('mood %i: opener %s', (level, opens) => {
    const [text] = texts({ rows, understanding: { mood: { ...calm, level, class: '焦虑' } } });
    expect(text !== '退款已经提交，48小时内原路退回').toBe(opens);
    expect(text?.endsWith('退款已经提交，48小时内原路退回')).toBe(true);
  });

  test('the opener fits the class of feeling', () => {
    const [anger] = texts({ rows, understanding: angry });
    const [worry] = texts({ rows, understanding: { mood: { ...calm, level: 7, class: '焦虑' } } });
    expect(anger).not.toBe(worry);
  });

  test('a reply that opens so itself gets no second opener', () => {
    const own = [answer('a', '非常抱歉让您久等了，退款48小时内到账')];
    expect(texts({ rows: own, understanding: angry })).toEqual(['非常抱歉让您久等了，退款48小时内到账']);
  });

  test('not the same opener twice in one conversation', () => {
    const [first] = texts({ rows, understanding: angry });
    const opener = first?.replace('退款已经提交，48小时内原路退回', '') ?? '';
    expect(opener.length).toBeGreaterThan(5);
    const [second] = texts({
      rows,
      understanding: angry,
      lines: [
        ['buyer', '气死了'],
        ['agent', `${opener}马上处理`],
        ['buyer', '这件怎么样啊'],
      ],
    });
    expect(second?.startsWith(opener)).toBe(false);
  });

  test('equal turns get equal text', () => {
    expect(texts({ rows, understanding: angry })).toEqual(texts({ rows, understanding: angry }));
  });
});

describe('the guard stands before the agent', () => {
  const finding =
    (severity: 'red' | 'amber', span: string) =>
    (text: string): Finding[] => {
      const start = text.indexOf(span);
      return start < 0 ? [] : [{ type: 'absolute_claim', severity, start, end: start + span.length, span, rule: 'r' }];
    };
  const rows = [answer('a', '质量全网最好'), answer('b', '面料是精梳棉')];
  test('red: never offered', () => {
    expect(ids({ rows, guard: finding('red', '最好') })).toEqual(['b']);
  });
  test('amber: offered with the finding', () => {
    const { suggestions } = getAdvice({ lines: '怎么样', rows, guard: finding('amber', '最好') });
    expect(suggestions.map(({ findings }) => findings?.length ?? 0)).toEqual([1, 0]);
  });
  test('a value of the shop profile is the lead’s decision', () => {
    const address = [answer('a', '退货寄到{{return_address}}')];
    const settings = { shopFacts: { default: { return_address: '杭州市余杭区文一路1号' } } };
    expect(ids({ rows: address, settings, guard: finding('red', '杭州市余杭区文一路1号') })).toEqual(['a']);
    expect(
      ids({ rows: [answer('a', '退货寄到杭州市余杭区文一路1号')], guard: finding('red', '杭州市余杭区文一路1号') }),
    ).toEqual([]);
  });
});

test('source, freshness and reason are always there', () => {
  const rows = [
    answer('a', '可以的', { owner: '小林', sources: ['GB 1'], updated_at: '2026-11-01', verify_by: '2026-11-10' }),
  ];
  const [first] = getAdvice({ lines: '可以吗', rows }).suggestions;
  expect(first?.source).toEqual({
    entryId: 'a',
    kind: 'answer',
    title: 'a的标题',
    from: 'starter',
    owner: '小林',
    sources: ['GB 1'],
    updatedAt: '2026-11-01',
    verifyBy: '2026-11-10',
    stale: true,
    internal: false,
  });
  expect(first?.why.length).toBeGreaterThan(0);
});

test('ids are unique within a turn and change with the text', () => {
  const rows = [answer('a', '今天{{ship_time}}'), answer('b', '明天可以'), answer('c', '看看别的吧')];
  const before = getAdvice({ lines: '在吗', rows }).suggestions.map(({ id }) => id);
  const after = getAdvice({
    lines: '在吗',
    rows,
    settings: { shopFacts: { default: { ship_time: '18点' } } },
  }).suggestions.map(({ id }) => id);
  expect(new Set(before).size).toBe(3);
  expect(after.filter((id) => before.includes(id))).toHaveLength(2);
});

test('the same world gives the same advice', () => {
  const rows = [answer('a', '可以的'), answer('b', '明天发')];
  expect(getAdvice({ lines: '可以吗', rows, nowMs: NOW })).toEqual(getAdvice({ lines: '可以吗', rows, nowMs: NOW }));
});
