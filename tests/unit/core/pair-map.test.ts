import { expect, test } from 'vitest';
import { createPairMap } from '@/lib/core/pair-map';

test('behaves as a map over joined keys, through any sets and deletes', () => {
  let seed = 20261128;
  const random = (below: number): number => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % below;
  };
  const pairs = createPairMap<number>();
  const plain = new Map<string, number>();
  for (let step = 0; step < 5000; step++) {
    const first = ['own', 'starter', 'feed'][random(3)] ?? '';
    const second = `e${random(40)}`;
    if (random(2) === 0) {
      pairs.delete(first, second);
      plain.delete(`${first} ${second}`);
    } else {
      pairs.set(first, second, step);
      plain.set(`${first} ${second}`, step);
    }
    expect(pairs.get(first, second)).toBe(plain.get(`${first} ${second}`));
    expect(pairs.size()).toBe(plain.size);
  }
  expect(plain.size).toBeGreaterThan(20);
  const listed = [...pairs.entries()].map(([first, second, value]): [string, number] => [`${first} ${second}`, value]);
  expect(new Map(listed)).toEqual(plain);
});
