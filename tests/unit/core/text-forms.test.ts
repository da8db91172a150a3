import { expect, test } from 'vitest';
import { expandForms } from '@/lib/core/text-forms';

test.each([
  ['掉色', ['掉色']],
  ['掉色|褪色', ['掉色', '褪色']],
  ['(会|要)掉色', ['会掉色', '要掉色']],
  ['(会)?掉(色|颜色)', ['掉色', '掉颜色', '会掉色', '会掉颜色']],
  ['a(b|c(d|e))', ['ab', 'acd', 'ace']],
  ['好?', ['好?']],
])('%s', (shorthand, expected) => {
  expect(expandForms(shorthand)).toEqual(expected);
});

test.each(['(a', 'a)', '(a|(b)'])('unbalanced %s is a bug in data', (shorthand) => {
  expect(() => expandForms(shorthand)).toThrow();
});
