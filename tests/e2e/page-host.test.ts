import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { alterBuild, setChromeApi } from '../support/altered-build';
import { openConsole } from '../support/console-page';
import { type ExtensionBrowser, launchExtension } from '../support/extension';

/** A fork without offscreen documents: the open panel is the host, under a lock; a second view uses it, and inherits it. */

let extension: ExtensionBrowser;
let dir = '';
afterEach(async () => {
  await extension?.close();
  rmSync(dir, { recursive: true, force: true });
});

test('without chrome.offscreen the panel window hosts, a second window uses it and takes over when the first closes', async () => {
  const gone = setChromeApi('offscreen');
  dir = alterBuild(gone);
  extension = await launchExtension({ dir });
  await extension.context.addInitScript(`try { ${gone} } catch {}`);
  const page = await openConsole(extension.context, 'pinduoduo');
  const first = await extension.context.newPage();
  await first.goto(`${extension.origin}/sidepanel.html`);
  const tabId = await first.evaluate(
    async () => (await chrome.tabs.query({ url: 'https://mms.pinduoduo.com/*' }))[0]?.id,
  );
  await first.goto(`${extension.origin}/sidepanel.html?tab=${tabId}`);
  await first.locator('[data-testid="status"][data-state="attached"]').waitFor();
  await page.evaluate(() => window.__fixture.receive({ text: '这件真丝衬衫会不会褪色呀' }));
  await first.locator('[data-testid="suggestion"]').first().waitFor();

  const second = await extension.context.newPage();
  await second.goto(`${extension.origin}/sidepanel.html?tab=${tabId}`);
  await second.locator('[data-testid="suggestion"]').first().waitFor();
  await first.close();
  await page.evaluate(() => window.__fixture.receive({ text: '你们发什么快递' }));
  await second.locator('[data-testid="buyer-message"]', { hasText: '你们发什么快递' }).waitFor();
  await second.locator('[data-testid="suggestion-insert"]').first().click();
  await second.locator('[data-testid="toast"][data-reason="inserted"]').waitFor();
  expect((await page.evaluate(() => window.__fixture.state())).composer.length).toBeGreaterThan(5);
});
