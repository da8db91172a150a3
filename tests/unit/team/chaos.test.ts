import { expect, test } from 'vitest';
import { runChaos } from '../knowledge/support/chaos';

test.each([11, 12])(
  'three agents through chaos never hold half a version nor go back (seed %i)',
  async (seed) => {
    const { versions, kills, refused } = await runChaos(seed, 40);
    expect(versions).toBeGreaterThan(3);
    expect(kills).toBeGreaterThan(1);
    expect(refused).toBeGreaterThan(1);
  },
  60_000,
);
