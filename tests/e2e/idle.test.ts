import { afterAll, beforeAll, expect, test } from 'vitest';
import { type IdleRun, startIdleRun } from '../support/idle-run';

/** One idle of 35 s, no debugger on the worker: it dies, and the next message is answered all the same. The long form is in tests/soak. */

let run: IdleRun;
beforeAll(async () => {
  run = await startIdleRun();
});
afterAll(() => run?.close());

test('after 35 s of silence the worker is dead and the strip still answers within 600 ms', async () => {
  await run.ask(0);
  expect(await run.idle(35_000)).toBe(true);
  expect(await run.ask(1)).toBeLessThanOrEqual(600);
});
