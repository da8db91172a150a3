import { expect, test } from 'vitest';
import { createPaintedHistory, PAINTED_MS } from '@/lib/host/painted';

const ref = { console: 'practice', shop: 's', buyer: 'b' };
const list = (atMs: number, ...texts: string[]) => ({ atMs, ref, places: texts.map((text) => ({ id: text, text })) });

test.each([
  { name: 'nothing painted yet', now: 1000, place: 1, expected: undefined },
  { name: 'painted just now: the piece before it counts', now: 1100 + PAINTED_MS - 1, place: 1, expected: 'old' },
  { name: 'painted long enough', now: 1100 + PAINTED_MS, place: 1, expected: 'new' },
  { name: 'an empty place', now: 5000, place: 3, expected: undefined },
])('$name', ({ now, place, expected }) => {
  const history = createPaintedHistory();
  if (expected !== undefined || place === 3) {
    history.add(list(500, 'old', 'old 2'));
    history.add(list(1100, 'new', 'new 2'));
  }
  expect(history.at(place, now)?.text).toBe(expected);
});

test('a fresh list in an empty panel answers no key for 350 ms', () => {
  const history = createPaintedHistory();
  history.add(list(1000, 'a'));
  expect(history.at(1, 1000 + PAINTED_MS - 1)).toBeNull();
  expect(history.at(1, 1000 + PAINTED_MS)?.text).toBe('a');
});
