import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launchBrowser } from '../browser/console/harness';
import { expectDetected, expectTaught } from '../browser/detect/chat-ui-suite';

/** Thirty messages on each real chat library, by detection and by teaching; `CHAT_UIS=a,b` for some of them. */

/** Its four hundred packages are a project of their own, so that not every `npm ci` waits for them. */
const HEAVY = 'botframework-webchat';
const UIS = (process.env.CHAT_UIS ?? `chatui,ant-design-x,react-chat-elements,table-inbox,deep-chat,${HEAVY}`).split(
  ',',
);

let browser: Browser;
beforeAll(async () => {
  const folder = resolve('tests/fixtures/chat-uis', HEAVY);
  if (UIS.includes(HEAVY) && !existsSync(join(folder, 'node_modules')))
    // some of its packages build what they export when they are installed
    execFileSync('npm', ['ci'], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    });
  browser = await launchBrowser();
}, 300_000);
afterAll(() => browser.close());

test.each(UIS)('%s: thirty messages, one switch, one re-mount, one insert', async (name) => {
  const { confidence, right, nameRight } = await expectDetected(browser, name, false);
  console.log(
    `${name}: detected, right ${right}, confidence ${confidence.toFixed(2)}, name ${nameRight ? 'right' : 'unknown'}`,
  );
});

test.each(UIS)('%s: taught by at most six presses', async (name) => {
  const { right } = await expectTaught(browser, name, false);
  console.log(`${name}: taught, right ${right}`);
});
