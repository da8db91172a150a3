import { describe, expect, test } from 'vitest';
import type { FoldedText } from '@/lib/core/text';
import { foldText } from '@/lib/core/text';
import type { Trigger } from '@/lib/knowledge/schema';
import type { TextReader } from '@/lib/knowledge/text-reader';
import { createTriggerIndex, matchTrigger } from '@/lib/knowledge/triggers';
import { lexiconReader } from '@/lib/suggest/lexicon-reader';

/** A reader that knows one concept, so that these tests stand on their own. */
const fadeReader: TextReader = {
  read: foldText,
  concepts: (folded: FoldedText) =>
    [...folded.text.matchAll(/褪色|掉色|甩色|串色/g)].map((m) => ({
      concept: 'colour.fade',
      start: m.index,
      end: m.index + m[0].length,
    })),
};
const fade: Trigger = { any: ['褪色'] };

describe('a word of `any` fires when the buyer means it', () => {
  test.each([
    ['会不会褪色呀'],
    ['不会褪色吧'],
    ['褪色吗'],
    ['褪不褪色'],
    ['这个褪没褪色啊'],
    ['洗了会褪点色吗'],
    ['怕褪色'],
    ['担心会褪色'],
    ['不褪色就行'],
    ['只要不褪色我就买'],
    ['是不是会褪色'],
    ['是不是很容易褪色啊'],
    ['不是说不褪色吗'],
    ['你们不是说绝对不会褪色的'],
    ['客服不是说了不褪色吗'],
    ['这不是褪色是什么'],
    ['不是褪色就是起球 什么质量'],
    ['怎么洗一次就褪色了'],
    ['没说会褪色啊，你们页面'],
    ['你们没说过会褪色'],
    ['别跟我说褪色是正常的'],
    ['褪色没关系吗'],
    ['褪色了你们不管吗'],
    ['能不能保证不褪色'],
    ['要是褪色怎么办'],
    ['有没有褪色的情况'],
    ['不怕水洗吧？会褪色不'],
    ['裉色？哦打错了 褪色'],
    ['会不会褪 色'.replace(' ', '\u200b')],
    ['會不會褪色'],
    ['唔会褪色嘛'],
    ['褪色嗎'],
    ['我想问下褪色的问题'],
    ['除了缩水还会褪色吗'],
    ['我不是黑你们，但是真的褪色了'],
  ])('%s', (text) => {
    expect(matchTrigger(fade, text)?.terms.length).toBeGreaterThan(0);
  });
});

describe('a word that is only named does not fire', () => {
  test.each([
    ['我没问褪色'],
    ['我没有问褪色的事'],
    ['不是说褪色'],
    ['我不是说褪色'],
    ['我又没说褪色'],
    ['我没说褪色啊'],
    ['不是褪色'],
    ['不是褪色的问题'],
    ['我问的不是褪色，是尺码'],
    ['我说的不是褪色'],
    ['不是问褪色'],
    ['先不问褪色，说说尺码'],
    ['别再说褪色了'],
    ['不用跟我介绍褪色'],
    ['不担心褪色'],
    ['我不在意褪色'],
    ['褪色我不管，我就问尺码'],
    ['褪色无所谓'],
    ['褪色不重要，关键看尺码'],
    ['褪色的事先不说'],
    ['不是因为褪色'],
    ['唔系褪色'],
    ['冇问褪色喎'],
    ['我沒問褪色'],
  ])('%s', (text) => {
    expect(matchTrigger(fade, text)).toBeNull();
  });
});

describe('the shop’s own words, repeated by the buyer', () => {
  const shrink: Trigger = { any: ['缩水'] };
  test.each<[string, boolean, string]>([
    ['宝贝详情写着不褪色', true, 'nothing else is asked: the quotation is the topic'],
    ['详情页写着不会褪色，是真的吗', true, 'asked about directly'],
    ['「深色衣物轻微褪色属于正常现象」什么意思', true, 'asked about directly'],
    ['宝贝详情写着轻微褪色属于正常现象，那会缩水吗', false, 'background of another question'],
    ['「深色衣物轻微褪色属于正常现象」好的知道了', false, 'only acknowledged'],
    ['「深色衣物轻微褪色属于正常现象」\n收到，谢谢', false, 'only acknowledged'],
    ['详情说不会褪色，结果洗一次就褪色了', true, 'the own words have it too'],
    ['会“褪色”吗', true, 'marks around one word are emphasis'],
    ['吊牌上写着洗涤可能褪色，那这件会缩水不', false, 'background of another question'],
  ])('%s → %s (%s)', (text, fires) => {
    const index = createTriggerIndex();
    index.set('fade', [fade]);
    index.set('shrink', [shrink]);
    expect(index.match(text).some(({ key }) => key === 'fade')).toBe(fires);
  });
});

describe('near, not and whole words', () => {
  test.each<[string, Trigger, string, boolean]>([
    ['near in reach', { any: ['洗'], near: ['机'] }, '可以用洗衣机洗吗', true],
    ['near out of reach', { any: ['洗'], near: ['机器'] }, '能洗吗，另外我昨天问的那件黑色外套你们说是机器做的', false],
    ['near absent', { any: ['洗'], near: ['机洗'] }, '能洗吗', false],
    ['not takes away a word inside it', { any: ['真丝'], not: ['仿真丝'] }, '这是仿真丝吧', false],
    ['not inside leaves other places alone', { any: ['真丝'], not: ['仿真丝'] }, '不要仿真丝，真丝怎么洗', true],
    ['not apart closes the turn', { any: ['退货'], not: ['运费险'] }, '退货有运费险吗', false],
    ['not absent', { any: ['退货'], not: ['运费险'] }, '退货怎么退', true],
    ['one of several words', { any: ['缩水', '变短', '变小'] }, '洗完变小了', true],
    ['a Latin word counts whole', { any: ['s码', 'M'] }, 'XM的有吗', false],
    ['a Latin word by itself', { any: ['M'] }, '要M的', true],
    ['case and width do not matter', { any: ['VIP'] }, 'ｖｉｐ有优惠吗', true],
    ['a fragment of another line', { any: ['起球'] }, '这件\n起球吗', true],
    ['infix 了', { any: ['退货'] }, '我退了货怎么没退款', true],
    ['infix 过', { any: ['起球'] }, '起过球吗', true],
    ['infix 不 without repeat is another word', { any: ['好看'] }, '好不看', true],
    ['infix only inside words of two', { any: ['退货款'] }, '退了货款', false],
  ])('%s', (_, trigger, text, fires) => {
    expect(matchTrigger(trigger, text) !== null).toBe(fires);
  });
});

describe('concepts', () => {
  test.each<[string, string, boolean]>([
    ['褪色', '会掉色吗', true],
    ['褪色', '洗了甩色唔', true],
    ['褪色', '我没问掉色', false],
    ['掉色', '会串色吗', true],
    ['褪色测试报告', '会掉色吗', false],
  ])('trigger %s, buyer %s → %s', (word, text, fires) => {
    expect(matchTrigger({ any: [word] }, text, fadeReader) !== null).toBe(fires);
  });

  test('without a concept lexicon only the words as written fire', () => {
    expect(matchTrigger(fade, '会掉色吗')).toBeNull();
  });

  test('terms are the buyer’s own words, at their place in the text as written', () => {
    const match = matchTrigger(fade, '你好，会掉\u200b色吗', fadeReader);
    expect(match).toMatchObject({ terms: ['掉\u200b色'], start: 4, end: 7 });
  });

  test.each<[string, string]>([
    ['褪色', '这个会掉色不'],
    ['褪色', '会唔会甩色㗎'],
    ['缩水', '洗完会不会变小啊'],
    ['起球', '穿久了起毛球不'],
    ['发货', '几时寄出呀'],
  ])('the shipped lexicon: trigger %s fires on %s', (word, text) => {
    expect(matchTrigger({ any: [word] }, text, lexiconReader)).not.toBeNull();
  });
});

test.each<[string, string]>([
  ['褪色', '会起球吗'],
  ['褪色', '今天天气真好'],
  ['颜色不对', '哈哈哈'],
  ['号型', '尺码怎么选'],
  ['运费险', '怎么退货'],
  ['破洞', '收到就是坏的'],
])('the shipped lexicon: trigger %s does not fire on %s', (word, text) => {
  expect(matchTrigger({ any: [word] }, text, lexiconReader)).toBeNull();
});

describe('the index', () => {
  test('one owner changed or removed leaves the others', () => {
    const index = createTriggerIndex(fadeReader);
    index.set('a', [fade]);
    index.set('b', [fade, { any: ['缩水'] }]);
    index.set('a', [{ any: ['起球'] }]);
    expect(index.match('会掉色吗').map(({ key }) => key)).toEqual(['b']);
    index.delete('b');
    expect(index.match('会掉色缩水吗')).toEqual([]);
    expect(index.match('起球吗').map(({ key }) => key)).toEqual(['a']);
    expect(index.size()).toBe(1);
  });

  test('tells which trigger of the owner fired', () => {
    const index = createTriggerIndex();
    index.set('a', [fade, { any: ['缩水'] }]);
    expect(index.match('缩水吗').map(({ nth }) => nth)).toEqual([1]);
  });

  test('narrow triggers count as more specific', () => {
    const wide = matchTrigger({ any: ['洗'] }, '真丝怎么手洗');
    const narrow = matchTrigger({ any: ['手洗'], near: ['真丝'] }, '真丝怎么手洗');
    expect(narrow?.specificity).toBeGreaterThan(wide?.specificity ?? 99);
  });

  test('matches 10,000 owners within 5 ms per turn, changes one in well under that', () => {
    const index = createTriggerIndex(fadeReader);
    for (let i = 0; i < 10_000; i++)
      index.set(`card-${i}`, [
        { any: [`词${String.fromCharCode(0x4e00 + (i % 5000))}${i}`, `面料${i}`], near: ['洗'] },
      ]);
    index.set('fade', [fade]);
    const text = '你好这件真丝衬衫是什么面料做的会不会褪色呀机洗可以吗麻烦尽快回复'.repeat(3);
    index.match(text);
    const start = performance.now();
    for (let i = 0; i < 20; i++) expect(index.match(text).map(({ key }) => key)).toEqual(['fade']);
    expect((performance.now() - start) / 20).toBeLessThan(5);
  });

  test('reads a 100 kB message in bounded time and only its newest part', () => {
    const index = createTriggerIndex(fadeReader);
    index.set('fade', [fade]);
    const start = performance.now();
    expect(index.match(`褪色${'是'.repeat(100_000)}`)).toEqual([]);
    expect(index.match(`${'不是'.repeat(50_000)}，会褪色吗`)).toHaveLength(1);
    expect(performance.now() - start).toBeLessThan(500);
  });
});
