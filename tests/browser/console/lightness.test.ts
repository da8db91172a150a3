import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { launchBrowser, openConsole, rowsOf } from './harness';

/** Budget of architecture.md: no slice of ours > 16 ms on a console with 5,000 messages and bursts of 50, by trace. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface TraceEvent {
  name: string;
  ph: string;
  /** Time on the CPU: a machine that is busy elsewhere must not fail the test. */
  tdur?: number;
  dur?: number;
  args?: { data?: { url?: string } };
}

/** Durations (ms) of our slices: calls whose script is ours, with the style and layout they force. */
const slicesOf = (trace: Buffer): number[] =>
  (JSON.parse(trace.toString()).traceEvents as TraceEvent[])
    .filter(({ name, args }) => name === 'FunctionCall' && args?.data?.url?.includes('deskmate-console'))
    .map(({ dur = 0, tdur = dur }) => tdur / 1000);

test.each(['pinduoduo', 'feige', 'shopee'])('%s: slices on 5,000 rows with bursts of 50', async (name) => {
  const on = await openConsole(browser, FIXTURE_URLS[name] ?? '');
  await on.waitFor((s) => s.state === 'attached', 'attached');
  await on.fixture('load', 5000);
  await on.fixture('receive', { text: '满了' });
  await on.waitFor((s) => rowsOf(s.conversation).at(-1) === 'buyer: 满了', 'loaded');
  const worst: number[] = [];
  for (let run = 0; run < 3; run++) {
    await browser.startTracing(on.page, { categories: ['devtools.timeline', 'v8.execute'] });
    await on.page.evaluate((round) => {
      for (let i = 0; i < 50; i++) window.__fixture.receive({ text: `一阵 ${round}-${i}` });
    }, run);
    await on.waitFor((s) => rowsOf(s.conversation).at(-1) === `buyer: 一阵 ${run}-49`, 'burst');
    const slices = slicesOf(await browser.stopTracing());
    expect(slices.length).toBeGreaterThan(0);
    worst.push(Math.max(...slices));
  }
  console.log(name, 'worst slice per run (ms):', worst.map((ms) => ms.toFixed(1)).join(' '));
  expect(Math.max(...worst)).toBeLessThan(16);
  await on.close();
});
