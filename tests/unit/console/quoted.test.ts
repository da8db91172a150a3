import { expect, test } from 'vitest';
import { isRepeated, startsWithQuote, toSaid } from '@/lib/console/quoted';

const said = toSaid(['这件真丝衬衫会不会褪色呀', '好的', 'Do you have it in blue?\nI need two']);

test.each([
  ['这件真丝衬衫会不会褪色呀', true],
  ['小鹿爱逛街：这件真丝衬衫会不会褪色呀', true],
  ['@Ann: Do you have it in blue? I need two', true],
  ['小鹿：这件真丝衬衫…', true],
  ['小鹿：这件…', false],
  ['会不会褪色', false],
  ['好的', true],
  ['好', false],
  ['尺码：好的呀', false],
])('%s repeats what was said: %s', (text, expected) => {
  expect(isRepeated(text, said)).toBe(expected);
});

test('a message whose first line repeats another quotes it', () => {
  expect(startsWithQuote('小鹿：好的\n那就今天发', said)).toBe(true);
  expect(startsWithQuote('好的', said)).toBe(false);
  expect(startsWithQuote('今天发\n好的', said)).toBe(false);
});
