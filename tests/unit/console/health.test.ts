import { expect, test } from 'vitest';
import { createHealthBook, GRACE_MS } from '@/lib/console/health';

test('a missing part is broken only after its grace, and whole again at once', () => {
  let now = 0;
  const book = createHealthBook(() => now);
  book.note('composer', { hits: 0, expected: true });
  expect([book.isBroken('composer'), book.isWaiting()]).toEqual([false, true]);
  now = GRACE_MS - 1;
  book.note('composer', { hits: 0, expected: true });
  expect(book.isBroken('composer')).toBe(false);
  now = GRACE_MS;
  expect([book.isBroken('composer'), book.isWaiting()]).toEqual([true, false]);
  expect(book.read().parts.composer).toEqual({ hits: 0, broken: true });
  book.note('composer', { hits: 1, fallback: 2, expected: true });
  expect(book.read().parts.composer).toEqual({ hits: 1, broken: false, fallback: 2 });
});

test('a part that is not expected is never broken', () => {
  let now = 0;
  const book = createHealthBook(() => now);
  book.note('rows', { hits: 0, expected: false });
  now = 10 * GRACE_MS;
  book.note('rows', { hits: 0, expected: false });
  expect(book.isBroken('rows')).toBe(false);
});
