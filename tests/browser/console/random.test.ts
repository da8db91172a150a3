import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test, vi } from 'vitest';
import { CONSOLES } from './cases';
import { launchBrowser } from './harness';
import { runRandomly } from './random-run';

/** The short form; the long one is in tests/soak. A failure prints its seed: `DESKMATE_SEED=… npx vitest run …/random.test.ts`. */
const SEED = Number(process.env.DESKMATE_SEED ?? 1);

vi.setConfig({ maxConcurrency: 2 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.concurrent.each(CONSOLES)('$name: 30 random steps', (one) => runRandomly(browser, one, SEED, 30));
