import { expect, test } from 'vitest';
import { runBursts } from '../support/burst-run';

test('random bursts: what is inserted is what was painted at the press, 1,000 of 1,000', async () => {
  const seed = Number(process.env.SEED ?? Date.now() % 100_000);
  console.log('seed', seed);
  const result = await runBursts(1000, seed);
  console.log(JSON.stringify({ ...result, wrong: result.wrong.length }));
  expect(result.wrong, `seed ${seed}`).toEqual([]);
});
