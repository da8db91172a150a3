import { expect, test } from 'vitest';
import { runBursts } from '../support/burst-run';

/** The short form; tests/soak has the thousand presses. */
test('random bursts: what is inserted is what was painted at the press, 40 of 40', async () => {
  const seed = Date.now() % 100_000;
  const result = await runBursts(40, seed);
  expect(result.wrong, `seed ${seed}`).toEqual([]);
  expect(result.inserted, JSON.stringify(result.refused)).toBeGreaterThan(25);
});
