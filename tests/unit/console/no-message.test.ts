import { expect, test } from 'vitest';
import {
  isMark,
  isNoMessage,
  isReaction,
  withoutMoment,
  withoutReactions,
  withoutStamp,
} from '@/lib/console/no-message';

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

test.each(['Сегодня', '28 ноября', '11月28日 (土)', '昨日', '28 de novembro', '(Edited)', '▾', '⋮', 'ⓘ'])(
  '%s is what programs print',
  (text) => {
    expect(isNoMessage(text)).toBe(true);
  },
);

test('answers in one emoji are no part of the message, emoji that somebody typed are', () => {
  expect(isReaction('❤1')).toBe(true);
  expect(isReaction('👍 2 😀 1')).toBe(true);
  expect(isReaction('👍')).toBe(false);
  expect(isReaction('买 2 件')).toBe(false);
  expect(withoutReactions('好的\n👍 1')).toBe('好的');
  expect(withoutReactions('👍 1')).toBe('👍 1');
});

test('a line of the program stands without the time behind it, not without a date that it tells', () => {
  expect(withoutStamp('会话开始 · 10:02')).toBe('会话开始');
  expect(withoutStamp('Chat started • Nov 28, 2026 9:41 AM')).toBe('Chat started');
  expect(withoutStamp('预计送达 11月30日')).toBe('预计送达 11月30日');
});

test.each(['Seen by Lulu at 9:49 AM', 'Visto por Lulu', 'Last Friday at 10:02 AM', '上周五 10:02', '查看历史消息'])(
  '%s is what programs print, too',
  (text) => {
    expect(isNoMessage(text)).toBe(true);
  },
);

test.each(['上周五发的货', '怎么查看历史消息', 'I have seen it by chance', 'last friday you said so'])(
  '%s is what people say',
  (text) => {
    expect(isNoMessage(text)).toBe(false);
  },
);

test.each([
  ['ⓘ Chat started · 10:02', 'Chat started'],
  ['⚡ 会话已转接', '会话已转接'],
  ['😀', '😀'],
])('the line %s says %s', (text, line) => {
  expect(withoutStamp(text)).toBe(line);
});
