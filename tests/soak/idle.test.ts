import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IdleRun, startIdleRun } from '../support/idle-run';
import { percentile } from '../support/latency-run';

let run: IdleRun;
beforeAll(async () => {
  run = await startIdleRun();
});
afterAll(() => run?.close());

test('idle for 3 minutes, then 20 messages each after a further 35 s: p95 ≤ 600 ms in the strip', async () => {
  await run.ask(0);
  expect(await run.idle(180_000)).toBe(true);
  const times: number[] = [];
  for (let i = 0; i < 20; i++) {
    expect(await run.idle(35_000)).toBe(true);
    times.push(await run.ask(i + 1));
  }
  console.log('strip, ms:', times.sort((a, b) => a - b).join(' '));
  expect(percentile(times, 0.95)).toBeLessThanOrEqual(600);
});
