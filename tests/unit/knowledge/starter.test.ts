import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Answer, type Card, type Entry, entrySchema, type Playbook, type Subtext } from '@/lib/knowledge/schema';
import { PAGE_SLOTS, SHOP_FACTS, SLOT_NAMES } from '@/lib/knowledge/shop-facts';
import { matchTrigger } from '@/lib/knowledge/triggers';
import { guardText } from '@/lib/suggest/guard/guard';

/** The starter pack is content: this test is its editor. It checks shape, size, sources and wording, row by row. */

const FOLDER = `${process.cwd()}/assets/knowledge`;
const CLASSES = ['presale', 'logistics', 'promo', 'aftersale', 'tech', 'complaint'] as const;
const SCENES: Record<(typeof CLASSES)[number], string[]> = {
  presale: ['size', 'material', 'care', 'stock', 'feature', 'authentic', 'match', 'price'],
  logistics: ['shiptime', 'urge', 'track', 'delay', 'carrier', 'address'],
  promo: ['coupon', 'rule', 'priceprotect', 'gift'],
  aftersale: ['return', 'exchange', 'refund', 'quality', 'missing', 'invoice'],
  tech: ['use', 'order'],
  complaint: ['service', 'escalate'],
};
const ALL_SCENES = CLASSES.flatMap((name) => SCENES[name].map((scene) => `${name}.${scene}`));
const KIND_OF_FILE: Record<string, Entry['kind']> = { cards: 'card', playbooks: 'playbook', subtext: 'subtext' };
const LEAST = { answers: 340, perScene: 8, english: 18, cards: 60, playbooks: 20, subtext: 90, askings: 10 };

const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.jsonl'))
  .map((name) => name.replace('.jsonl', ''));
const rows = files.flatMap((file) =>
  readFileSync(`${FOLDER}/${file}.jsonl`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line, at) => {
      const read = entrySchema.safeParse(JSON.parse(line));
      if (!read.success) throw new Error(`${file}.jsonl line ${at + 1}: ${read.error.message}`);
      return { file, entry: read.data };
    }),
);
const entries = rows.map(({ entry }) => entry);
const answers = entries.filter((entry): entry is Answer => entry.kind === 'answer');
const cards = entries.filter((entry): entry is Card => entry.kind === 'card');
const playbooks = entries.filter((entry): entry is Playbook => entry.kind === 'playbook');
const subtexts = entries.filter((entry): entry is Subtext => entry.kind === 'subtext');
const isEnglish = (entry: Entry): boolean => entry.id.endsWith('-en');

/** Everything of an entry that may reach a buyer. */
function getReplies(entry: Entry): string[] {
  if (entry.kind === 'answer')
    return [entry.answer, entry.probe, entry.recommend, ...(entry.variants ?? []).map(({ text }) => text)].filter(
      (text) => text !== undefined,
    );
  if (entry.kind === 'card')
    return [...(entry.send ?? []).map(({ text }) => text), entry.ask].filter((text) => text !== undefined);
  if (entry.kind === 'playbook') return [...entry.options.map(({ text }) => text), entry.closing ?? ''];
  if (entry.kind === 'subtext') return [entry.probe];
  return [];
}
const getSlots = (text: string): string[] => [...text.matchAll(/\{\{([^|}]*)/g)].map((match) => match[1] ?? '');
const withoutSlots = (text: string): string => text.replace(/\{\{[^}]*\}\}/g, '');
/** Ids of the entries of which one text breaks a rule, with that text: an empty list in the assertion reads well when it fails. */
const breaches = (list: readonly Entry[], isBad: (text: string, entry: Entry) => boolean): string[] =>
  list.flatMap((entry) =>
    getReplies(entry)
      .filter((text) => isBad(text, entry))
      .map((text) => `${entry.id}: ${text}`),
  );
const toPairs = (text: string): Set<string> => {
  const folded = text.toLowerCase().replace(/[\s,.?!，。？！]/g, '');
  return new Set([...folded].slice(1).map((unit, at) => `${[...folded][at]}${unit}`));
};
const likeness = (a: Set<string>, b: Set<string>): number => {
  const both = [...a].filter((pair) => b.has(pair)).length;
  return both === 0 ? 0 : both / (a.size + b.size - both);
};

test('every file holds the kind it is named after, and every row its scene class', () => {
  expect(files.sort()).toEqual([...CLASSES, 'cards', 'playbooks', 'subtext'].sort());
  const strangers = rows.filter(({ file, entry }) => {
    const kind = KIND_OF_FILE[file] ?? 'answer';
    return entry.kind !== kind || (kind === 'answer' && entry.scene?.split('.')[0] !== file);
  });
  expect(strangers.map(({ entry }) => entry.id)).toEqual([]);
});

test('ids are stable kebab names, each used once', () => {
  expect(entries.filter(({ id }) => !/^st(?:-[a-z0-9]+)+$/.test(id)).map(({ id }) => id)).toEqual([]);
  const ids = entries.map(({ id }) => id);
  expect(ids.filter((id, at) => ids.indexOf(id) !== at)).toEqual([]);
  const variants = answers.flatMap((entry) => (entry.variants ?? []).map(({ id }) => id));
  expect(variants.filter((id, at) => variants.indexOf(id) !== at)).toEqual([]);
});

test('every row is published for the team, dated, and filed under a scene of the taxonomy', () => {
  const bad = entries.filter(
    (entry) =>
      entry.schema !== 1 || entry.scope !== 'team' || entry.status !== 'published' || entry.updated_at !== '2026-11-21',
  );
  expect(bad.map(({ id }) => id)).toEqual([]);
  const lost = [...answers, ...cards, ...playbooks].filter(
    ({ scene, folder, title }) =>
      !ALL_SCENES.includes(scene ?? '') || !folder || folder.split('/').length > 3 || title === '',
  );
  expect(lost.map(({ id }) => id)).toEqual([]);
  expect(
    subtexts
      .filter(({ scenes }) => !scenes?.length || scenes.some((scene) => !ALL_SCENES.includes(scene)))
      .map(({ id }) => id),
  ).toEqual([]);
});

test.each(ALL_SCENES)('scene %s has enough answers', (scene) => {
  expect(answers.filter((entry) => entry.scene === scene && !isEnglish(entry)).length).toBeGreaterThanOrEqual(
    LEAST.perScene,
  );
});

test('the pack has its full size', () => {
  expect(answers.length).toBeGreaterThanOrEqual(LEAST.answers);
  expect(answers.filter(isEnglish).length).toBeGreaterThanOrEqual(LEAST.english);
  expect(cards.length).toBeGreaterThanOrEqual(LEAST.cards);
  expect(playbooks.length).toBeGreaterThanOrEqual(LEAST.playbooks);
  expect(subtexts.length).toBeGreaterThanOrEqual(LEAST.subtext);
});

test('an answer has 2 to 4 questions and at least ten different askings, none of them a near-copy', () => {
  const few = answers.filter(
    ({ questions = [], askings = [] }) =>
      questions.length < 2 || questions.length > 4 || askings.length < LEAST.askings,
  );
  expect(few.map(({ id, askings }) => `${id} ${askings?.length}`)).toEqual([]);
  const copies = answers.flatMap(({ id, questions = [], askings = [] }) => {
    const all = [...questions, ...askings].map((text) => ({ text, pairs: toPairs(text) }));
    return all.flatMap((one, at) =>
      all
        .slice(at + 1)
        .flatMap((other) => (likeness(one.pairs, other.pairs) > 0.7 ? [`${id}: ${one.text} | ${other.text}`] : [])),
    );
  });
  expect(copies).toEqual([]);
});

test('no asking belongs to two answers', () => {
  const owners = new Map<string, string>();
  const twice: string[] = [];
  for (const { id, questions = [], askings = [] } of answers)
    for (const text of new Set([...questions, ...askings])) {
      const other = owners.get(text);
      if (other) twice.push(`${text}: ${other}, ${id}`);
      owners.set(text, id);
    }
  expect(twice).toEqual([]);
});

test('the buyers of the pack are many: Cantonese, traditional, English, short and long', () => {
  const askings = answers.flatMap((entry) => entry.askings ?? []);
  const share = (isSuch: (text: string) => boolean) => askings.filter(isSuch).length / askings.length;
  expect(share((text) => /[唔冇嘅咗嚟喺㗎咩啲畀嗰睇系邊]/.test(text))).toBeGreaterThan(0.05);
  expect(share((text) => /[嗎麼這說還會個沒貨買錢單]/.test(text))).toBeGreaterThan(0.05);
  expect(share((text) => /^[\x20-\x7e]+$/.test(text))).toBeGreaterThan(0.03);
  expect(share((text) => [...text].length <= 6)).toBeGreaterThan(0.02);
  expect(share((text) => [...text].length >= 14)).toBeGreaterThan(0.08);
});

test('slots are written well and named from the typed list', () => {
  const bad = breaches(entries, (text) => {
    const opened = text.split('{{').length - 1;
    const good = [...text.matchAll(/\{\{[a-z_]+(?:\|[^{}\n]*)?\}\}/g)].length;
    return (
      opened !== good || text.split('}}').length - 1 !== good || getSlots(text).some((name) => !SLOT_NAMES.has(name))
    );
  });
  expect(bad).toEqual([]);
});

test('the eight facts asked at first run unlock answers', () => {
  const texts = [...answers, ...cards, ...playbooks].flatMap(getReplies);
  const unused = SHOP_FACTS.filter(({ first, name }) => first && !texts.some((text) => getSlots(text).includes(name)));
  expect(unused.map(({ name }) => name)).toEqual([]);
});

test('a number with a unit is a fact, and a fact has its source', () => {
  const isFact = /\d\s*(?:℃|°C|%|cm|mm|厘米|毫米|公斤|毫升|度|天|日内|小时|个月|周|mg|级)/;
  const bare = entries.filter(
    (entry) =>
      entry.kind !== 'subtext' &&
      entry.kind !== 'playbook' &&
      !entry.sources?.length &&
      [...getReplies(entry), entry.kind === 'card' ? entry.body : ''].some((text) => isFact.test(withoutSlots(text))),
  );
  expect(bare.map(({ id }) => id)).toEqual([]);
  expect(cards.filter(({ sources }) => !sources?.length).map(({ id }) => id)).toEqual([]);
  const sources = entries.flatMap((entry) => entry.sources ?? []);
  expect(sources.filter((source) => !/^[AB]: \S/.test(source))).toEqual([]);
});

test('law stands in internal cards only, and an internal card has nothing to send', () => {
  const law = /消费者权益保护法|消法|广告法|食品安全法|第\s*[\d一二三四五六七八九十]+\s*条|退一赔[三十]|GB\/?T?\s*\d/;
  expect(breaches(entries, (text) => law.test(text))).toEqual([]);
  const internal = entries.filter((entry) => entry.internal);
  expect(internal.length).toBeGreaterThanOrEqual(6);
  expect(internal.filter((entry) => entry.kind !== 'card' || getReplies(entry).length > 0).map(({ id }) => id)).toEqual(
    [],
  );
});

const BANNED: [string, RegExp][] = [
  ['superlative', /最(?!近|后|晚|早|终)|顶级|极致|独家|全网|国家级|世界级|史上|无敌|首选|王牌/],
  [
    'total claim',
    /(?<!不敢|不能|没法)(?:第一(?!次|页|步|张|行|件|趟|时间)|100%|百分之?百|零风险|永不|永久|绝对|万无一失|根治|药到病除)/,
  ],
  ['promise', /保证|包您|肯定(?:能|会|不会)|一定(?:能|会|不会)|必定|打包票(?!说)/],
  ['off-platform', /微信|[Vv]信|薇信|QQ|扣扣|加我|私下|支付宝转|银行转账给|线下付/],
  ['review for benefit', /好评返|返现|五星好评|改好评|删差评|追评送/],
  ['empty phrase', /请?耐心等待|已(?:经)?反馈给?相关|亲亲|感谢您的理解/],
  ['placeholder', /×{2}|_{2}|XX|\[.*?\]|某某/],
  ['rude', /你自己|自己不会|没办法啊|不归我管|看不懂吗/],
];
test.each(BANNED)('no reply holds a %s', (_name, pattern) => {
  expect(breaches(entries, (text) => pattern.test(text))).toEqual([]);
});

test('the guard finds nothing in any reply', () => {
  const found = entries.flatMap((entry) =>
    getReplies(entry).flatMap((text) =>
      guardText(withoutSlots(text)).map(
        ({ type, start, end }) => `${entry.id} ${type}: ${withoutSlots(text).slice(start, end)}`,
      ),
    ),
  );
  expect(found).toEqual([]);
}, 60_000);

test('a reply gives something to act on: a step, a time, a choice, or a question back', () => {
  const act =
    /[①②③]|请|发我|告诉我|点|选|看|拍|步|试|先|联系|报给|备注|查|登记|截图|您说|→|please|send|tell|choose|tap|open|check/i;
  expect(
    answers.filter((entry) => [...entry.answer].length < 40 || !act.test(entry.answer)).map(({ id }) => id),
  ).toEqual([]);
  const long = answers.filter((entry) => !isEnglish(entry) && [...entry.answer].length > 240);
  expect(long.map(({ id }) => id)).toEqual([]);
});

test('English entries are English throughout and use no slot that a Chinese shop fact would fill', () => {
  const numeric = new Set<string>([
    ...SHOP_FACTS.filter(({ type }) => type === 'number').map(({ name }) => name),
    'tracking_no',
  ]);
  const bad = answers.filter(isEnglish).filter((entry) => {
    const texts = [...getReplies(entry), ...(entry.questions ?? []), ...(entry.askings ?? [])];
    return texts.some((text) => /[一-鿿]/.test(text) || getSlots(text).some((name) => !numeric.has(name)));
  });
  expect(bad.map(({ id }) => id)).toEqual([]);
  expect(PAGE_SLOTS).toContain('tracking_no');
});

test('a playbook offers two to four options with who pays and when, steps and a closing question', () => {
  const bad = playbooks.filter(
    ({ options, steps = [], closing = '', questions = [], askings = [] }) =>
      options.length < 2 ||
      options.length > 4 ||
      options.some((option) => option.within_hours === undefined || option.role_min === undefined) ||
      steps.length < 3 ||
      !/[?？]$/.test(closing) ||
      questions.length < 1 ||
      askings.length < 8,
  );
  expect(bad.map(({ id }) => id)).toEqual([]);
  const paid = playbooks.flatMap((entry) => entry.options.filter(({ amount_max }) => amount_max !== undefined));
  expect(paid.filter(({ role_min }) => role_min === 'trainee')).toEqual([]);
});

test('a card with an attribute asks for it when it is unknown, or a sibling on the same words does', () => {
  const generalAsk = cards.filter((card) => card.ask && card.triggers.some(({ attribute }) => !attribute));
  const mute = cards.filter(
    (card) =>
      !card.internal &&
      !card.ask &&
      card.triggers.every(({ attribute }) => attribute) &&
      !cards.some(
        (other) =>
          other !== card && other.ask && other.triggers.some((trigger) => trigger.any[0] === card.triggers[0]?.any[0]),
      ),
  );
  expect(generalAsk.length).toBeGreaterThan(10);
  expect(mute.map(({ id }) => id)).toEqual([]);
});

const FIRES: [string, string][] = [
  ['这条真丝裙子下水会不会褪色', 'st-card-fade-silk'],
  ['牛仔裤掉蓝掉得厉害', 'st-card-fade-denim'],
  ['毛衣会缩水吗', 'st-card-shrink-wool'],
  ['大衣会不会起球', 'st-card-pill-cashmere'],
  ['羽绒服钻绒怎么办', 'st-card-down-leak'],
  ['吊牌上160/84A是什么意思', 'st-card-size-code'],
  ['洗标看不懂', 'st-card-symbol-order'],
  ['充绒量多少克', 'st-card-down-terms'],
  ['支持七天无理由吗', 'st-card-return-7days'],
  ['罩杯怎么选', 'st-card-size-bra'],
];
test.each(FIRES)('%s pops %s', (text, id) => {
  const card = cards.find((one) => one.id === id);
  expect(card?.triggers.some((trigger) => matchTrigger(trigger, text) !== null)).toBe(true);
});

test('trigger words are real words: none is one character, none both fires and blocks', () => {
  const all = [
    ...cards.flatMap(({ triggers }) => triggers),
    ...playbooks.flatMap(({ triggers = [] }) => triggers),
    ...subtexts.map(({ sign }) => sign),
  ];
  expect(all.flatMap(({ any }) => any).filter((word) => [...word].length < 2)).toEqual([]);
  expect(all.filter(({ any, not = [] }) => any.some((word) => not.includes(word)))).toEqual([]);
});
