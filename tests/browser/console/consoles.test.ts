import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { CONSOLES } from './cases';
import { describeConsole } from './console-suite';
import { launchBrowser } from './harness';

/** Every bundled console on its behaving fixture at its real URL. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

for (const one of CONSOLES) describeConsole(one, () => browser);
