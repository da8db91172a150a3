import { expect, test } from 'vitest';
import { isMark, isNoMessage, withoutMoment } from '@/lib/console/no-message';

/** What programs print around messages, and what people say that looks like it. */

test.each(['1d', '5 min', '10:02', '今天 10:02', 'Seen at 10:02', 'Delivered', '上午10:01', '3h'])(
  '%s alone is no message',
  (text) => {
    expect(isNoMessage(text)).toBe(true);
  },
);

test.each(['3天', '165m 的布', '1dozen', '你好', 'M', '5件', '10:02 发的货'])('%s is a message', (text) => {
  expect(isNoMessage(text)).toBe(false);
});

test.each([
  ['小鹿爱逛街 10:02', '小鹿爱逛街'],
  ['10:02 小鹿爱逛街', '小鹿爱逛街'],
  ['You · Nov 27, 10:02', 'You'],
  ['小鹿爱逛街', '小鹿爱逛街'],
  ['10:02', '10:02'],
])('the name in "%s" is "%s"', (text, name) => {
  expect(withoutMoment(text)).toBe(name);
});

test('a read mark may say when', () => {
  expect(isMark('Seen at 10:02')).toBe(true);
  expect(isMark('10:02')).toBe(false);
});
