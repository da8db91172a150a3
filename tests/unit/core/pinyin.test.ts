import { expect, test } from 'vitest';
import { getSecondSyllable, getSyllable, toFuzzySyllable } from '@/lib/core/pinyin';

test.each([
  ['券', 'quan'],
  ['货', 'huo'],
  ['绿', 'lv'],
  ['a', null],
  ['😀', null],
])('%s → %s', (char, syllable) => {
  expect(getSyllable(char)).toBe(syllable);
});

test('popular second readings', () => {
  expect(getSecondSyllable('券')).toBe('juan');
  expect(getSecondSyllable('货')).toBeNull();
});

test.each([
  ['zhang', 'zan'],
  ['nan', 'lan'],
  ['shi', 'si'],
  ['ming', 'min'],
])('%s sounds like %s', (syllable, fuzzy) => {
  expect(toFuzzySyllable(syllable)).toBe(fuzzy);
});
