import { expect, test } from 'vitest';
import { createTextMatcher } from '@/lib/core/text-matcher';

const found = (patterns: string[], text: string) =>
  createTextMatcher(patterns)
    .find(text)
    .map(({ pattern, start, end }) => `${patterns[pattern]}@${start}-${end}`);

test('finds every occurrence, overlapping and nested ones too', () => {
  expect(found(['退货', '退', '货运', '货'], '退货运费')).toEqual(['退@0-1', '退货@0-2', '货@1-2', '货运@1-3']);
});

test('equal patterns are both reported', () => {
  expect(found(['退', '退'], '退').length).toBe(2);
});

test('an empty pattern never matches', () => {
  expect(found(['', '好'], '好好')).toEqual(['好@0-1', '好@1-2']);
});

test('agrees with a plain scan on seeded random text', () => {
  let state = 42;
  const next = (n: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % n;
  };
  const word = (size: number) => Array.from({ length: size }, () => '甲乙丙'.charAt(next(3))).join('');
  for (let round = 0; round < 50; round++) {
    const patterns = [...new Set(Array.from({ length: 12 }, () => word(1 + next(4))))];
    const text = word(60);
    const plain = patterns.flatMap((pattern) => {
      const at: string[] = [];
      for (let i = text.indexOf(pattern); i !== -1; i = text.indexOf(pattern, i + 1))
        at.push(`${pattern}@${i}-${i + pattern.length}`);
      return at;
    });
    expect(found(patterns, text).sort()).toEqual(plain.sort());
  }
});

test('100,000 characters of overlapping matches stay fast', () => {
  const text = '退货'.repeat(50_000);
  const start = performance.now();
  expect(createTextMatcher(['退货', '货退', '退货退货']).find(text).length).toBe(50_000 + 49_999 + 49_999);
  expect(performance.now() - start).toBeLessThan(2000);
});
