import { expect, test } from 'vitest';
import { MAX_MESSAGES } from '@/lib/chat/conversation';
import { createThreadMemory, type SeenRow } from '@/lib/console/thread-memory';

const row = (text: string, options: Partial<SeenRow> = {}): SeenRow => ({
  role: 'buyer',
  parts: [{ type: 'text', text }],
  token: {},
  ...options,
});
const rows = (...texts: string[]) => texts.map((text) => row(text));
const texts = (memory: ReturnType<typeof createThreadMemory>) =>
  memory.messages().map(({ parts }) => (parts[0]?.type === 'text' ? parts[0].text : ''));

test('history has one time, each new row its own', () => {
  const memory = createThreadMemory({ windowed: false });
  memory.merge(rows('a', 'b'), 1000);
  memory.merge(rows('a', 'b', 'c'), 5000);
  expect(memory.messages().map(({ seenAtMs }) => seenAtMs)).toEqual([1000, 1000, 5000]);
});

test('equal texts without ids are as many messages as rows, with ids that stay', () => {
  const memory = createThreadMemory({ windowed: false });
  memory.merge(rows('你好', '你好'), 1);
  const before = memory.messages().map(({ id }) => id);
  expect(new Set(before).size).toBe(2);
  memory.merge(rows('你好', '你好', '你好'), 2);
  const after = memory.messages().map(({ id }) => id);
  expect(after.slice(0, 2)).toEqual(before);
  expect(new Set(after).size).toBe(3);
});

test('history loaded above is older than what is known', () => {
  const memory = createThreadMemory({ windowed: false });
  memory.merge(rows('c', 'd'), 1000);
  const ids = memory.messages().map(({ id }) => id);
  memory.merge(rows('a', 'b', 'c', 'd'), 9000);
  expect(memory.messages().map(({ seenAtMs }) => seenAtMs)).toEqual([1000, 1000, 1000, 1000]);
  expect(
    memory
      .messages()
      .slice(2)
      .map(({ id }) => id),
  ).toEqual(ids);
});

test('a re-mount that is empty for a moment forgets nothing', () => {
  const memory = createThreadMemory({ windowed: false });
  memory.merge(rows('a', 'b'), 1);
  memory.merge([], 2);
  expect(texts(memory)).toEqual(['a', 'b']);
  memory.merge(rows('a', 'b', 'c'), 3);
  expect(memory.messages().map(({ seenAtMs }) => seenAtMs)).toEqual([1, 1, 3]);
});

test('a row edited in place keeps its id, a recycled element does not', () => {
  const memory = createThreadMemory({ windowed: false });
  const token = {};
  memory.merge([row('a'), row('b', { token }), row('c')], 1);
  const id = memory.messages()[1]?.id;
  memory.merge([row('a'), row('对方撤回了一条消息', { token }), row('c')], 2);
  expect(memory.messages()[1]?.id).toBe(id);
  memory.merge([row('a'), row('客服的话', { token, role: 'agent' }), row('c')], 3);
  expect(memory.messages()[1]?.id).not.toBe(id);
});

test('a platform id is the id, also when the text changes', () => {
  const memory = createThreadMemory({ windowed: false });
  memory.merge([row('a', { platformId: '17' })], 1);
  memory.merge([row('b', { platformId: '17' })], 2);
  expect(memory.messages()).toMatchObject([{ id: '17', seenAtMs: 1, parts: [{ text: 'b' }] }]);
});

test('a virtual list keeps what scrolled away, in order', () => {
  const memory = createThreadMemory({ windowed: true });
  const at = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, i) => row(`m${from + i}`, { top: (from + i) * 60 }));
  memory.merge(at(20, 30), 1000);
  memory.merge(at(16, 26), 2000);
  memory.merge(at(12, 22), 3000);
  memory.merge(at(24, 31), 4000);
  expect(texts(memory)).toEqual(Array.from({ length: 19 }, (_, i) => `m${12 + i}`));
  expect(memory.messages().at(-1)?.seenAtMs).toBe(4000);
  expect(memory.messages()[0]?.seenAtMs).toBe(1000);
});

test('a virtual list that jumps far up puts the old rows before the new ones', () => {
  const memory = createThreadMemory({ windowed: true });
  memory.merge([row('x', { top: 900 }), row('y', { top: 960 }), row('z', { top: 1020 })], 1);
  memory.merge([row('a', { top: 0 }), row('b', { top: 60 }), row('c', { top: 120 })], 2);
  expect(texts(memory)).toEqual(['a', 'b', 'c', 'x', 'y', 'z']);
});

test('a snapshot holds the newest messages only', () => {
  const memory = createThreadMemory({ windowed: false });
  memory.merge(rows(...Array.from({ length: 100 }, (_, i) => `m${i}`)), 1);
  expect(memory.messages()).toHaveLength(MAX_MESSAGES);
  expect(texts(memory).at(-1)).toBe('m99');
});

test('overlap tells a re-mount from another chat', () => {
  const memory = createThreadMemory({ windowed: false });
  memory.merge(rows('a', 'b', 'c'), 1);
  expect(memory.overlap(rows('b', 'c', 'd'))).toBe(2);
  expect(memory.overlap(rows('x'))).toBe(0);
});
