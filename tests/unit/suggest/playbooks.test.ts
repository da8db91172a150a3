import { describe, expect, test } from 'vitest';
import { type Ask, getAdvice } from '@/tests/support/assistant-bench';

const playbook = {
  kind: 'playbook',
  id: 'pb',
  title: '收到破损',
  questions: ['收到是坏的'],
  options: [
    { label: '补发', text: '给您补发新的一件，运费我们出', pays: 'seller', within_hours: 48 },
    { label: '部分退款', text: '给您退一部分，东西留着用', pays: 'seller', within_hours: 24, amount_max: 30 },
    {
      label: '全额退款',
      text: '全额退给您，不用寄回',
      pays: 'seller',
      within_hours: 24,
      amount_max: 200,
      role_min: 'senior',
    },
  ],
  closing: '您看哪一种方便？',
};
const calm = { level: 0, class: '平静' as const, evidence: [], escalate: false };
const first = (more: Partial<Ask> = {}, change: Record<string, unknown> = {}) =>
  getAdvice({ lines: '收到就是坏的', rows: [{ ...playbook, ...change }], understanding: { mood: calm }, ...more })
    .suggestions[0];

test('the reply numbers the options that this agent may give and closes with the question', () => {
  expect(first()?.text).toBe(
    '您看哪种处理方式合适：\n① 给您补发新的一件，运费我们出\n② 给您退一部分，东西留着用\n您看哪一种方便？',
  );
});

test('every option is shown with who pays, when, and whether it may be given', () => {
  expect(first()?.options).toEqual([
    {
      label: '补发',
      text: '给您补发新的一件，运费我们出',
      pays: 'seller',
      withinHours: 48,
      amountMax: undefined,
      allowed: true,
    },
    {
      label: '部分退款',
      text: '给您退一部分，东西留着用',
      pays: 'seller',
      withinHours: 24,
      amountMax: 30,
      allowed: true,
    },
    {
      label: '全额退款',
      text: '全额退给您，不用寄回',
      pays: 'seller',
      withinHours: 24,
      amountMax: 200,
      allowed: false,
    },
  ]);
});

describe('limits by role and policy', () => {
  const policy = (limits: object, more: Record<string, unknown> = {}) => ({
    kind: 'policy',
    id: 'p',
    title: 'p',
    roles: limits,
    from: 'feed',
    ...more,
  });
  test.each<['trainee' | 'agent' | 'senior' | 'lead', Record<string, unknown>[], boolean[]]>([
    ['trainee', [], [true, true, false]],
    ['agent', [], [true, true, false]],
    ['senior', [], [true, true, true]],
    ['lead', [], [true, true, true]],
    ['agent', [policy({ agent: { amount_max: 20 } })], [true, false, false]],
    ['agent', [policy({ agent: { amount_max: 30 } })], [true, true, false]],
    ['senior', [policy({ senior: { amount_max: 100 } })], [true, true, false]],
    ['lead', [policy({ agent: { amount_max: 1 } })], [true, true, true]],
    [
      'senior',
      [policy({ senior: { amount_max: 100 } }), policy({ senior: { amount_max: 500 } }, { id: 'q', from: 'own' })],
      [true, true, true],
    ],
    [
      'senior',
      [policy({ senior: { amount_max: 100 } }), policy({ senior: { amount_max: 500 } }, { id: 'q' })],
      [true, true, false],
    ],
    ['senior', [policy({ senior: { amount_max: 1 } }, { status: 'retired' })], [true, true, true]],
  ])('%s under %j', (role, policies, allowed) => {
    const advice = getAdvice({
      lines: '收到就是坏的',
      rows: [playbook, ...policies],
      settings: { role },
      found: { pb: 0.9 },
    });
    expect(advice.suggestions[0]?.options?.map((option) => option.allowed)).toEqual(allowed);
  });
});

test('one allowed option needs no numbers', () => {
  expect(first({}, { options: playbook.options.slice(0, 1) })?.text).toBe(
    '给您补发新的一件，运费我们出。您看哪一种方便？',
  );
});

test('no allowed option: nothing to say', () => {
  expect(first({}, { options: playbook.options.slice(2) })).toBeUndefined();
});

test('a feeling comes first, the options follow', () => {
  const text = first({ understanding: { mood: { ...calm, level: 8, class: '愤怒' } } })?.text ?? '';
  expect(text.indexOf('①')).toBeGreaterThan(8);
  expect(text.split('\n')).toHaveLength(4);
});

test('slots inside options are filled, and an empty one is marked', () => {
  const options = [{ label: '寄回', text: '寄到{{return_address}}', pays: 'buyer' }];
  expect(first({}, { options, closing: undefined })).toMatchObject({
    text: '寄到〔退货地址〕',
    missingFacts: ['return_address'],
  });
  const settings = { shopFacts: { default: { return_address: '杭州仓' } } };
  expect(first({ settings }, { options, closing: undefined })?.options?.[0]?.text).toBe('寄到杭州仓');
});

test('a trigger brings a playbook that retrieval did not find', () => {
  const triggers = [{ any: ['坏的'] }];
  const suggestion = first({ found: {} }, { triggers });
  expect(suggestion?.why).toEqual([{ code: 'trigger', terms: ['坏的'] }]);
  expect(first({ found: {}, lines: '我没说坏的' }, { triggers })).toBeUndefined();
});

test('found and fired is one suggestion', () => {
  const { suggestions } = getAdvice({ lines: '收到就是坏的', rows: [{ ...playbook, triggers: [{ any: ['坏的'] }] }] });
  expect(suggestions).toHaveLength(1);
});
