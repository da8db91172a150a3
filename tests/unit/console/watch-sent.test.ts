import { expect, test } from 'vitest';
import type { Message } from '@/lib/chat/conversation';
import { createSentWatch, isSimilar } from '@/lib/console/watch-sent';

const own = (id: string, text: string, role: Message['role'] = 'agent'): Message => ({
  id,
  role,
  parts: [{ type: 'text', text }],
  seenAtMs: 0,
});

test.each([
  ['您好，冷水手洗', '您好，冷水手洗', true],
  ['您好，冷水手洗就可以的哦', '您好，冷水手洗 就可以的哦~', true],
  ['好的', '好', false],
  ['您好，冷水手洗就可以的哦', '明天下午四点前发货', false],
  ['', '', false],
])('%s ~ %s is %s', (a, b, expected) => {
  expect(isSimilar(a, b)).toBe(expected);
});

test('the row of a draft is sent; other rows are not', () => {
  let now = 0;
  const watch = createSentWatch(() => now);
  for (const text of ['您', '您好', '您好呀', '']) watch.noteDraft('k', text);
  now = 500;
  expect(watch.matchSent('k', [own('1', '另一台电脑发的'), own('2', '您好呀'), own('3', '您好呀', 'buyer')])).toEqual([
    { messageId: '2', text: '您好呀' },
  ]);
  expect(watch.matchSent('k', [own('4', '您好呀')])).toEqual([]);
});

test('a draft of another conversation or of long ago does not count', () => {
  let now = 0;
  const watch = createSentWatch(() => now);
  watch.noteDraft('k', '您好呀');
  expect(watch.matchSent('other', [own('1', '您好呀')])).toEqual([]);
  now = 31_000;
  expect(watch.matchSent('k', [own('1', '您好呀')])).toEqual([]);
});
