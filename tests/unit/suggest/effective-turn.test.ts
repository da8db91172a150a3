import { expect, test } from 'vitest';
import { getBuyerTurn } from '@/lib/chat/turn';
import { getEffectiveTurn, listEarlierAsked } from '@/lib/suggest/effective-turn';
import { getAdvice } from '@/tests/support/assistant-bench';
import { type Line, toConversation } from '@/tests/support/conversation';

const read = (lines: readonly Line[]) => {
  const conversation = toConversation(lines);
  const turn = getBuyerTurn(conversation);
  if (!turn) throw new Error('a buyer line is needed');
  return { conversation, turn, effective: getEffectiveTurn(conversation, turn) };
};

test.each<[string, Line[], string]>([
  [
    'words stand for themselves',
    [
      ['buyer', '褪色吗'],
      ['buyer', '在吗'],
    ],
    '在吗',
  ],
  [
    '？ repeats the question',
    [
      ['buyer', '褪色吗'],
      ['buyer', '？？'],
    ],
    '褪色吗',
  ],
  [
    'a robot in between is no answer',
    [
      ['buyer', '褪色吗'],
      ['robot', '稍等'],
      ['buyer', '?'],
    ],
    '褪色吗',
  ],
  [
    'the newest question counts',
    [
      ['buyer', '褪色吗'],
      ['buyer', '起球吗'],
      ['buyer', '？'],
    ],
    '起球吗',
  ],
  [
    'an answered question is not repeated',
    [
      ['buyer', '褪色吗'],
      ['agent', '不会'],
      ['buyer', '？？？'],
    ],
    '？？？',
  ],
  ['nothing before', [['buyer', '？']], '？'],
  [
    'only marks, no question mark',
    [
      ['buyer', '褪色吗'],
      ['buyer', '！！！'],
    ],
    '！！！',
  ],
])('%s', (_, lines, text) => {
  expect(read(lines).effective.text).toBe(text);
});

test('the advice belongs to the newest turn, its evidence is not moved', () => {
  const lines: Line[] = [
    ['buyer', '气死我了，什么时候发货'],
    ['buyer', '？？'],
  ];
  const { turn } = read(lines);
  const rows = [{ id: 'a', title: '发货', answer: '付款后48小时内发出' }];
  const mood = { level: 8, class: '愤怒' as const, evidence: [{ start: 0, end: 4, text: '气死我了' }], escalate: true };
  const advice = getAdvice({ lines, rows, understanding: { mood } });
  expect(advice).toMatchObject({ turnId: turn.id, turnText: '？？', mood: { level: 8, evidence: [] } });
  expect(advice.suggestions.map(({ entryId }) => entryId)).toEqual(['a']);
});

test('earlier questions, newest first, without the turn itself', () => {
  const { conversation, turn } = read([
    ['buyer', '一'],
    ['agent', '好'],
    ['buyer', '二'],
    ['buyer', '。'],
    ['buyer', '三'],
  ]);
  expect(listEarlierAsked(conversation, turn, 2)).toEqual(['二', '一']);
});
