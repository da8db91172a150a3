import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launchBrowser } from '../browser/console/harness';
import { expectDetected, expectTaught } from '../browser/detect/chat-ui-suite';

/** Thirty messages on each real chat library, by detection and by teaching; `CHAT_UIS=a,b` for some of them. */

const FOLDER = resolve('tests/fixtures/chat-uis');
const UIS = (
  process.env.CHAT_UIS ?? 'chatui,ant-design-x,react-chat-elements,table-inbox,deep-chat,botframework-webchat'
).split(',');

/** Libraries of hundreds of packages are projects of their own, so that not every `npm ci` waits for them. */
function install(name: string): void {
  const cwd = join(FOLDER, name);
  if (!existsSync(join(cwd, 'package.json')) || existsSync(join(cwd, 'node_modules'))) return;
  // some of their packages build what they export when they are installed
  execFileSync('npm', ['ci'], { cwd, stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
}

let browser: Browser;
beforeAll(async () => {
  UIS.forEach(install);
  browser = await launchBrowser();
}, 600_000);
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
