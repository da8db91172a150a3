import { expect, test } from 'vitest';
import { runChaos } from '../unit/knowledge/support/chaos';

const seed = Number(process.env.DESKMATE_SEED ?? Date.now() % 1_000_000);

test(`a thousand steps of chaos with three agents (DESKMATE_SEED=${seed})`, async () => {
  const { versions, kills, refused } = await runChaos(seed, 1000);
  expect(Math.min(versions, kills, refused)).toBeGreaterThan(50);
});
