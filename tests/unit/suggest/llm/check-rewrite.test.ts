import { describe, expect, test } from 'vitest';
import { checkRewrite } from '@/lib/suggest/llm/check-rewrite';
import { compareBack } from '@/lib/suggest/llm/compare-back';
import { isSameQuantity, listQuantities } from '@/lib/suggest/llm/quantities';
import { buildToolPrompt, type ToolRequest } from '@/lib/suggest/llm/tool-prompt';
import { listReplyTools } from '@/lib/suggest/llm/tools';

/** What a rewrite may say: what its source says, no more and, unmarked, no less. */

const SOURCE = '亲，付款后48小时内发出，默认中通快递。真丝请用30℃以下冷水手洗，不要机洗。';
const request = (part: Partial<ToolRequest> = {}): ToolRequest => ({
  tool: 'warmer',
  text: SOURCE,
  isKnowledge: false,
  cited: '',
  turn: '',
  language: 'zh',
  names: ['李雪'],
  ...part,
});
const rules = (answer: string, part: Partial<ToolRequest> = {}) => {
  const verdict = checkRewrite(answer, buildToolPrompt(request(part)));
  return verdict.ok ? verdict.findings.map(({ rule, span }) => `${rule}:${span}`) : verdict.reason;
};

describe('a rewrite that keeps what is said', () => {
  test.each([
    ['付款后48小时内发出，默认中通快递。真丝请用30℃以下冷水手洗，不要机洗。'],
    ['亲亲，付款后2天内就发出哦，默认发中通快递。真丝用30度以下冷水手洗，别机洗。'],
    ['理解您的心情。付款后48小时内发出，默认中通快递。真丝请用30℃以下冷水手洗，不要机洗。'],
    ['①付款后48小时内发出，默认中通快递。\n②真丝请用30℃以下冷水手洗，不要机洗。'],
  ])('%s', (answer) => {
    expect(rules(answer)).toEqual([]);
  });
});

describe('a rewrite that says more, less or something else', () => {
  test.each([
    [
      '付款后24小时内发出，默认中通快递。真丝请用30℃以下冷水手洗，不要机洗。',
      ['unbacked.lost:48小时', 'unbacked.number:24小时'],
    ],
    ['付款后48小时内发出，默认中通快递。', ['unbacked.lost:30℃']],
    ['付款后48小时内发出，默认中通快递，明天就发。真丝请用30℃以下冷水手洗，不要机洗。', ['unbacked.date:明天']],
    ['付款后48小时内发出，默认中通快递。羊绒请用30℃以下冷水手洗，不要机洗。', ['unbacked.material:羊绒']],
    ['付款后48小时内发出，默认中通快递。真丝可以30℃以下冷水手洗，可以机洗。', ['unbacked.flipped:机洗']],
    ['付款后48小时内发出，默认中通快递，晚到赔您10元。真丝请用30℃以下冷水手洗，不要机洗。', 'unbacked-promise'],
    ['付款后48小时内发出，支持全额退款。真丝请用30℃以下冷水手洗，不要机洗。', 'unbacked-promise'],
    ['付款后48小时内发出，加微信 abc123 详谈 http://a.example', 'link'],
    ['付款后48小时内发出，给〔手机号3〕打电话', 'placeholder'],
    ['We ship within 48 hours after payment, wash by hand below 30℃.', 'language'],
    ['本店是江南老字号，匠心制作，传承百年。', 'unsupported'],
    ['意思一处不改：原意一处不改：承诺、条件、否定、数字', 'echo'],
    ['', 'empty'],
  ])('%s', (answer, expected) => {
    expect(rules(answer)).toEqual(expected);
  });

  test('what a cited entry says may be said', () => {
    expect(rules(`${SOURCE}支持7天无理由退货。`)).toBe('unbacked-promise');
    expect(rules(`${SOURCE}支持7天无理由退货。`, { cited: '支持7天无理由退货。' })).toEqual([]);
  });
});

test('people and links never leave, and come back where they stood, unchanged', () => {
  const text = '李雪您好，单子发到13800138000了，详见 https://shop.example/item?id=9 。';
  const prompt = buildToolPrompt(request({ text }));
  expect(prompt.user).not.toMatch(/李雪|13800138000|shop\.example/);
  const verdict = checkRewrite(prompt.sent.replace('您好', '你好呀'), prompt);
  expect(verdict).toMatchObject({ ok: true, text: text.replace('您好', '你好呀') });
});

test('a placeholder that the agent typed is plain text, and one of the turn may not slip into the reply', () => {
  const typed = buildToolPrompt(request({ text: '请发到〔手机号1〕，谢谢' }));
  expect(typed.sent).toBe('请发到[手机号1]，谢谢');
  const told = buildToolPrompt(request({ tool: 'empathy', turn: '我是13800138000，怎么还没到' }));
  expect(told.user).toContain('〔手机号1〕');
  expect(checkRewrite(`理解您着急。${SOURCE}请看〔手机号1〕`, told)).toMatchObject({
    ok: false,
    reason: 'placeholder',
  });
});

describe('across languages figures are compared', () => {
  const english = { tool: 'to-buyer', language: 'en' } as const;
  test.each([
    ['We ship within 48 hours after payment, by ZTO. Hand wash silk below 30℃, do not machine wash.', []],
    ['We ship within two days after payment, by ZTO. Hand wash silk below 30°C, do not machine wash.', []],
    [
      'We ship within 24 hours after payment, by ZTO. Hand wash silk below 30℃.',
      ['unbacked.lost:48小时', 'unbacked.number:24 hours'],
    ],
    [
      'We ship tomorrow, within 48 hours. Hand wash silk below 30℃.',
      ['unbacked.promise:We ship tomorrow, within 48 hours. Hand wash silk below 30℃.'],
    ],
    ['You have it tomorrow: we need 48 hours. Hand wash silk below 30℃.', ['unbacked.date:tomorrow']],
    ['付款后48小时内发出。', 'language'],
  ])('%s', (answer, expected) => {
    expect(rules(answer, english)).toEqual(expected);
  });

  test.each([
    ['两天', '2 días'],
    ['7天', '7 hari'],
    ['48小时', '48 ชั่วโมง'],
    ['3个工作日', '3 ngày làm việc'],
    ['11月30日', '30 November'],
    ['7折', '30% off'],
    ['两周', '2 semanas'],
  ])('%s = %s', (chinese, other) => {
    const [a] = listQuantities(chinese);
    const found = listQuantities(other);
    expect(a && found.some((b) => isSameQuantity(a, b))).toBe(true);
  });

  test('another number is another number', () => {
    const [a] = listQuantities('7天');
    expect(a && listQuantities('5 días').some((b) => isSameQuantity(a, b))).toBe(false);
  });
});

describe('a back-translation is held against the source', () => {
  const text = '付款后48小时内发出，默认中通快递。定制商品不支持退货。';
  test.each([
    ['我们在付款后48小时内发货，默认使用中通快递。定制商品不支持退货。', []],
    ['我们在付款后24小时内发货，默认使用中通快递。定制商品不支持退货。', ['lost']],
    ['我们在付款后48小时内发货，默认使用中通快递。定制商品支持退货。', ['strayed']],
    ['我们在付款后48小时内发货，默认使用中通快递。', ['strayed']],
  ])('%s', (back, expected) => {
    expect(compareBack(text, back, 'zh').map(({ rule }) => rule.replace('unbacked.', ''))).toEqual(expected);
  });
});

test('a translation is offered only where the buyer reads another language than the reply', () => {
  expect(listReplyTools(SOURCE, 'zh-Hans')).not.toContain('to-buyer');
  expect(listReplyTools(SOURCE, 'und')).not.toContain('to-buyer');
  expect(listReplyTools(SOURCE, 'en')).toContain('to-buyer');
  expect(listReplyTools('We ship within two days after payment.', 'zh-Hans')).toContain('to-buyer');
});
