import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConsole } from '../support/console-page';
import { buildDir, type ExtensionBrowser, launchExtension } from '../support/extension';

/** What happened to a suggestion, from the agent's own bubble on the page to the desk's numbers. */

let extension: ExtensionBrowser;
beforeEach(async () => {
  extension = await launchExtension({ dir: buildDir('e2e') });
});
afterEach(() => extension?.close());

test('shown, inserted, changed a little and sent: counted once each', async () => {
  const page = await openConsole(extension.context, 'pinduoduo');
  const panel = await extension.openPanel(page);
  const ask = async (text: string) => {
    await page.evaluate((given) => window.__fixture.receive({ text: given }), text);
    await panel.waitFor(
      `document.querySelector('[data-testid="buyer-message"]')?.textContent.includes(${JSON.stringify(text.slice(0, 8))})`,
    );
  };
  await ask('这件真丝衬衫会不会褪色呀');
  const entry = await panel.waitFor<string>(`document.querySelector('[data-testid="suggestion"]')?.dataset.entry`);
  await panel.click('[data-testid="suggestion-insert"]');
  await panel.waitFor(`document.querySelector('[data-testid="toast"][data-reason="inserted"]')`);
  const text = await page.locator('#replyTextarea').inputValue();
  await page.evaluate((given) => window.__fixture.receive({ role: 'agent', text: given }), `${text}哦`);

  const desk = await extension.context.newPage();
  const count = async (event: string) => {
    await desk.goto(`${extension.origin}/desk.html#/insight`);
    await desk.reload();
    const total = desk.locator(`[data-testid="usage-total"][data-event="${event}"]`);
    await total.waitFor();
    return Number(await total.getAttribute('data-count'));
  };
  await expect.poll(() => count('sent'), { timeout: 20_000 }).toBe(1);
  expect(await count('inserted')).toBe(1);
  expect(await count('edited-little')).toBe(1);
  expect(await desk.locator(`[data-testid="insight-mostUsed"] [data-entry="${entry}"]`).count()).toBe(1);
}, 120_000);
