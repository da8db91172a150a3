import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole } from '../support/console-page';
import { type ExtensionBrowser, launchExtension } from '../support/extension';

/** The panel follows the active tab of its window; a tab that it comes back to is live again, not a picture of before. */

let extension: ExtensionBrowser;
beforeAll(async () => {
  extension = await launchExtension();
});
afterAll(() => extension?.close());

test('console A, console B, back to A: new messages of A arrive', async () => {
  const a = await openConsole(extension.context, 'pinduoduo');
  const panel = await extension.openPanel(a);
  await panel.waitFor(
    `document.querySelector('[data-testid="status"][data-console="pinduoduo"][data-state="attached"]')`,
  );
  const b = await openConsole(extension.context, 'feige');
  await b.bringToFront();
  await panel.waitFor(`document.querySelector('[data-testid="status"][data-console="feige"]')`);
  await a.bringToFront();
  await panel.waitFor(`document.querySelector('[data-testid="status"][data-console="pinduoduo"]')`);
  await a.evaluate(() => window.__fixture.receive({ text: '你们发什么快递' }));
  await panel.waitFor(
    `document.querySelector('[data-testid="buyer-message"]')?.textContent.includes('你们发什么快递')`,
  );
  // What happens in the tab that is not shown stays out of the panel.
  await b.evaluate(() => window.__fixture.receive({ text: '可以开发票吗' }));
  await a.evaluate(() => window.__fixture.receive({ text: '多久能到呀' }));
  await panel.waitFor(`document.querySelector('[data-testid="buyer-message"]')?.textContent.includes('多久能到呀')`);
  expect(await panel.evaluate(`document.body.innerText.includes('可以开发票吗')`)).toBe(false);
});
