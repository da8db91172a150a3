import { describe, expect, test } from 'vitest';
import { type Ask, getAdvice } from '@/tests/support/assistant-bench';

const sheet = {
  kind: 'product',
  id: 'p1',
  title: '云峰羽绒服',
  item_ids: ['501'],
  names: ['云峰羽绒服'],
  attributes: { 面料: '锦纶100%' },
  facts: [
    { name: '充绒量', value: 120, unit: '克', source: '吊牌' },
    { name: '绒子含量', value: '90%' },
    { name: '可机洗', value: false },
  ],
  from: 'own',
};
const panel = { extra: { product: { id: '501', title: '羽绒服', attributes: {}, readFrom: 'panel' } } };
const first = (ask: Partial<Ask>) =>
  getAdvice({ lines: '充绒量多少', rows: [sheet], found: {}, ...panel, ...ask }).suggestions[0];

test('a fact asked for by its name is answered from the sheet of the product in focus', () => {
  const suggestion = first({});
  expect(suggestion).toMatchObject({
    entryId: 'p1',
    text: '这款的参数给您：充绒量：120克。',
    why: [{ code: 'product', terms: ['充绒量'] }],
    source: { kind: 'product', from: 'own', sources: ['吊牌'] },
  });
});

describe('other turns', () => {
  test.each<[string, Partial<Ask>, string | undefined]>([
    ['two facts', { lines: '充绒量和绒子含量是多少' }, '这款的参数给您：充绒量：120克，绒子含量：90%。'],
    ['a switch', { lines: '标的可机洗是真的吗' }, '这款的参数给您：可机洗：没有。'],
    ['an attribute', { lines: '面料是什么' }, '这款的参数给您：面料：锦纶100%。'],
    ['a fact that the sheet does not have', { lines: '蓬松度多少' }, undefined],
    [
      'another product in focus',
      { extra: { product: { id: '999', title: '羽绒服', attributes: {}, readFrom: 'panel' } } },
      undefined,
    ],
    ['no product in focus', { extra: {} }, undefined],
    ['called by its name', { extra: {}, lines: '云峰羽绒服充绒量多少' }, '这款的参数给您：充绒量：120克。'],
    ['a buyer who writes English', { lines: 'how much down is in it? 120g?' }, undefined],
    ['a retired sheet', { rows: [{ ...sheet, status: 'retired' }] }, undefined],
    ['an internal sheet', { rows: [{ ...sheet, internal: true }] }, undefined],
    ['a sheet of another shop', { rows: [{ ...sheet, shops: ['别家'] }] }, undefined],
  ])('%s', (_, ask, text) => {
    expect(first(ask)?.text).toBe(text);
  });
});
