import { describe, expect, test } from 'vitest';
import lexicon from '@/assets/lexicons/attributes.json';
import { foldText } from '@/lib/core/text';
import {
  findAttributeValues,
  getAttributeNames,
  getBestValues,
  isOneOfValues,
  readAttributeField,
  toAttributeName,
  toAttributeValue,
} from '@/lib/knowledge/attribute-values';

describe('the lexicon', () => {
  const LEVELS = ['fabric', 'fibre', 'weave'];
  test.each(lexicon.attributes.map((attribute) => [attribute.name, attribute] as const))(
    '%s: no word means two things',
    (_, attribute) => {
      const owner = new Map<string, string>();
      for (const row of attribute.values) {
        expect(LEVELS).toContain(row.level);
        const { words, value } = row;
        const field = 'field' in row ? (row.field ?? []) : [];
        for (const word of new Set([value, ...words, ...field].map((w) => foldText(w).text))) {
          expect([word, owner.get(word) ?? value]).toEqual([word, value]);
          owner.set(word, value);
        }
      }
    },
  );

  test('every value is found by its own name, alone', () => {
    for (const attribute of lexicon.attributes)
      for (const { value } of attribute.values) expect(readAttributeField(attribute.name, value)).toEqual([value]);
  });

  test('an imitation of any fibre is not the fibre', () => {
    for (const { value, level } of lexicon.attributes[0]?.values ?? []) {
      if (level !== 'fibre') continue;
      for (const text of [`仿${value}衬衫`, `类${value}衬衫`, `${value}感衬衫`, `${value}质感衬衫`])
        expect([text, getBestValues(findAttributeValues('材质', text))]).toEqual([text, []]);
    }
  });
});

test.each([
  ['面料', '材质'],
  ['成分含量', '材质'],
  ['Material', '材质'],
  ['材质成份', '材质'],
  ['颜色', '颜色'],
  [' 尺码 ', '尺码'],
])('toAttributeName(%s) = %s', (name, expected) => {
  expect(toAttributeName(name)).toBe(expected);
});

test('all names of an attribute, the one name first', () => {
  expect(getAttributeNames('成分')[0]).toBe('材质');
  expect(getAttributeNames('成分')).toContain('面料');
  expect(getAttributeNames('接口')).toEqual(['接口']);
});

test.each([
  ['桑蚕丝', '真丝'],
  ['100%棉', '棉'],
  ['全棉', '棉'],
  ['纯棉', '棉'],
  ['人棉', '粘胶'],
  ['粘纤', '粘胶'],
  ['聚酯纤维', '涤纶'],
  ['尼龙', '锦纶'],
  ['天丝', '莱赛尔'],
  ['头层牛皮', '真皮'],
  ['Silk', '真丝'],
  ['外星纤维', '外星纤维'],
])('toAttributeValue(%s) = %s', (value, expected) => {
  expect(toAttributeValue('材质', value)).toBe(expected);
});

test.each<[string, string[], boolean]>([
  ['真丝', ['桑蚕丝'], true],
  ['棉', ['真丝', '纯棉'], true],
  ['仿真丝', ['真丝'], false],
  ['冰丝', ['真丝'], false],
  ['涤纶', ['涤棉'], false],
])('%s is one of %j: %s', (value, values, same) => {
  expect(isOneOfValues('材质', value, values)).toBe(same);
});

test('offsets of found values are those of the folded text', () => {
  const text = '這件真絲襯衫和純棉T恤';
  const folded = foldText(text).text;
  expect(findAttributeValues('材质', text).map(({ start, end, value }) => [folded.slice(start, end), value])).toEqual([
    ['真丝', '真丝'],
    ['纯棉', '棉'],
  ]);
});

test.each(['', ' ', '\u200b', '%%%', '100%', '棉'.repeat(5000), '\ud800', '里料'])(
  'any field is read without throwing: %j',
  (raw) => {
    expect(Array.isArray(readAttributeField('材质', raw.slice(0, 400)))).toBe(true);
  },
);
