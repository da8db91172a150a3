import { describe, expect, test } from 'vitest';
import { entrySchema } from '@/lib/knowledge/schema';
import { getLeadQuestion, toDraftEntry } from '@/lib/suggest/ask-lead';
import { isLeadNeeded } from '@/lib/suggest/lead-needed';
import type { RiskType } from '@/lib/suggest/view-model';
import { getAdvice, NOW } from '@/tests/support/assistant-bench';
import { type Line, toConversation } from '@/tests/support/conversation';

const lines: Line[] = [
  ['buyer', '你好'],
  ['agent', '在的，请讲'],
  ['robot', '自动回复：欢迎光临'],
  ['buyer', '我是李小慧，电话13812345678，你们定制的可以刻字吗'],
];
const extra = {
  buyer: { id: 'b', name: '晚风轻轻' },
  product: { id: '1', title: '银手镯', attributes: { 材质: 'S925银' }, readFrom: 'panel' },
};
const question = (more: Line[] = lines) => {
  const conversation = toConversation(more, extra);
  return getLeadQuestion(conversation, getAdvice({ lines: more, extra, rows: [], understanding: {} }));
};

test('the card carries the question, the talk before and the product, without personal data', () => {
  const card = question();
  expect(card?.question).toContain('定制的可以刻字吗');
  expect(JSON.stringify(card)).not.toMatch(/13812345678|李小慧/);
  expect(card?.before).toEqual([
    { role: 'buyer', text: '你好' },
    { role: 'agent', text: '在的，请讲' },
  ]);
  expect(card).toMatchObject({ shop: '青禾家居服', product: '银手镯 S925银' });
});

test('the buyer’s own name is hidden in the talk before too', () => {
  const card = question([
    ['agent', '晚风轻轻您好'],
    ['buyer', '能刻字吗'],
  ]);
  expect(JSON.stringify(card)).not.toContain('晚风轻轻');
});

test('nothing to ask when the buyer has said nothing', () => {
  expect(question([['agent', '您好']])).toBeNull();
});

describe('when a lead is needed', () => {
  const calm = { level: 2, class: '平静' as const, evidence: [], escalate: false };
  const risk = (type: RiskType) => [{ type, evidence: [] }];
  test.each<[string, Parameters<typeof isLeadNeeded>[0], boolean]>([
    ['calm', { mood: calm, risks: [] }, false],
    ['mood 6', { mood: { ...calm, level: 6 }, risks: [] }, false],
    ['mood 7', { mood: { ...calm, level: 7 }, risks: [] }, true],
    ['calm but hurt', { mood: calm, risks: risk('safety') }, true],
    ['a bad review alone', { mood: calm, risks: risk('bad_review') }, false],
    ['fraud', { mood: calm, risks: risk('fraud') }, true],
    ['nothing known', { mood: null, risks: [] }, false],
  ])('%s: %s', (_, advice, needed) => {
    expect(isLeadNeeded(advice)).toBe(needed);
  });
});

test('the pasted answer becomes a valid draft entry that nobody sees before review', () => {
  const card = question();
  if (!card) throw new Error('a question is expected');
  const draft = toDraftEntry(card, ' 可以刻，最多8个字，电话13812345678确认 ', NOW);
  expect(entrySchema.parse(draft)).toEqual(draft);
  expect(draft).toMatchObject({ id: card.id, status: 'draft', scope: 'team' });
  expect(draft.answer).toContain('可以刻，最多8个字');
  expect(draft.answer).not.toContain('13812345678');
  const advice = getAdvice({ lines: '可以刻字吗', rows: [draft] });
  expect(advice.suggestions).toEqual([]);
});

test('a draft carries the buyer’s own words as question and askings, without the redactor’s marks', () => {
  const asked = { question: '在吗\n我电话〔手机号1〕 能刻字吗', scene: 'presale.feature' };
  const draft = toDraftEntry(asked, '可以', NOW);
  expect(draft).toMatchObject({
    questions: ['在吗'],
    askings: ['在吗', '我电话 能刻字吗', '在吗 我电话 能刻字吗'],
    scene: 'presale.feature',
    status: 'draft',
  });
  expect(entrySchema.parse(draft)).toEqual(draft);
});
