import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { CONSOLES } from '../browser/console/cases';
import { launchBrowser } from '../browser/console/harness';
import { runRandomly } from '../browser/console/random-run';

/** 200 random steps per console; the seed is printed and can be given again as `DESKMATE_SEED`. */
const SEED = Number(process.env.DESKMATE_SEED ?? Date.now() % 1_000_000);

let browser: Browser;
beforeAll(async () => {
  console.log(`seed ${SEED}`);
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each(CONSOLES)('$name: 200 random steps', (one) => runRandomly(browser, one, SEED, 200));
