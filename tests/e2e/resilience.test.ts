import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConsole } from '../support/console-page';
import { type ExtensionBrowser, launchExtension } from '../support/extension';
import type { PanelDriver } from '../support/side-panel';

/** Anything may be killed at any moment; afterwards everything is as before, or one honest line says what is not. */

const QUESTION = '这件真丝衬衫会不会褪色呀';
let extension: ExtensionBrowser;
let page: Page;

beforeEach(async () => {
  extension = await launchExtension();
  page = await openConsole(extension.context, 'pinduoduo');
});
afterEach(() => extension?.close());

const worker = () => {
  const found = extension.context.serviceWorkers().at(-1);
  if (!found) throw new Error('no worker');
  return found;
};
const receive = (text: string) => page.evaluate((given) => window.__fixture.receive({ text: given }), text);
const shown = (panel: PanelDriver) =>
  panel.evaluate<string[]>(
    `[...document.querySelectorAll('[data-testid="suggestion"]')].map((e) => e.dataset.entry + e.querySelector('[data-testid="suggestion-text"]').textContent)`,
  );
const waitAnswered = (panel: PanelDriver, question: string) =>
  panel.waitFor(
    `document.querySelector('[data-testid="buyer-message"]')?.textContent.includes(${JSON.stringify(question)}) && document.querySelectorAll('[data-testid="suggestion"]').length > 0`,
    20_000,
  );
const overlays = async (): Promise<number> => page.evaluate(() => document.querySelectorAll('deskmate-overlay').length);

test('host closed while a console and the panel are open: both come back by themselves, the state is equal', async () => {
  const panel = await extension.openPanel(page);
  await receive(QUESTION);
  await waitAnswered(panel, QUESTION);
  const before = await shown(panel);
  await worker().evaluate(() => chrome.offscreen.closeDocument());
  await panel.waitFor(`document.querySelector('[data-testid="status"][data-state="attached"]')`);
  await waitAnswered(panel, QUESTION);
  await panel.waitFor(
    `(${JSON.stringify(before[0])}) === (() => { const e = document.querySelector('[data-testid="suggestion"]'); return e && e.dataset.entry + e.querySelector('[data-testid="suggestion-text"]').textContent; })()`,
  );
  expect(await shown(panel)).toEqual(before);
  await receive('你们发什么快递');
  await waitAnswered(panel, '你们发什么快递');
});

test('an insert is under way when the host closes: nothing is written twice and the next press works', async () => {
  const panel = await extension.openPanel(page);
  await receive(QUESTION);
  await waitAnswered(panel, QUESTION);
  await Promise.all([
    panel.click('[data-testid="suggestion-insert"]'),
    worker().evaluate(() => chrome.offscreen.closeDocument()),
  ]);
  await waitAnswered(panel, QUESTION);
  const [first = ''] = await shown(panel);
  const text = first.slice(first.search(/[^\x20-\x7e]/));
  const once = (await page.evaluate(() => window.__fixture.state())).composer;
  expect(['', text].some((expected) => once === expected || expected.endsWith(once))).toBe(true);
  // While the line is down a press says so and writes nothing; when it is back, one press inserts.
  const inserted = () =>
    panel.evaluate<boolean>(`!!document.querySelector('[data-testid="toast"][data-reason="inserted"]')`);
  for (let i = 0; i < 20 && !(await inserted()); i++) {
    await panel.click('[data-testid="suggestion-insert"]');
    await page.waitForTimeout(500);
  }
  expect(await inserted()).toBe(true);
  expect((await page.evaluate(() => window.__fixture.state())).sent).toEqual([]);
});

test('the extension is updated: the open console is taken up again without a page reload', async () => {
  await receive(QUESTION);
  await page.waitForFunction(() => document.querySelectorAll('deskmate-overlay').length === 1);
  const settings = await extension.context.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate(async (id) => {
    const { developerPrivate } = chrome as unknown as {
      developerPrivate: {
        updateProfileConfiguration(change: object): Promise<void>;
        reload(id: string, options: object): Promise<void>;
      };
    };
    // Without developer mode Chromium switches a reloaded unpacked extension off.
    await developerPrivate.updateProfileConfiguration({ inDeveloperMode: true });
    await developerPrivate.reload(id, { failQuietly: true });
  }, extension.origin.split('//')[1] ?? '');
  await settings.close();
  await page.bringToFront();
  await page.waitForFunction(() => document.querySelectorAll('deskmate-overlay').length === 1);
  // The panel as a page of its own: the toolbar button is out of reach after a reload.
  const panel = await extension.context.newPage();
  await panel.goto(`${extension.origin}/sidepanel.html`);
  const tabId = await panel.evaluate(
    async () => (await chrome.tabs.query({ url: 'https://mms.pinduoduo.com/*' }))[0]?.id,
  );
  await panel.goto(`${extension.origin}/sidepanel.html?tab=${tabId}`);
  await receive('你们发什么快递');
  await panel.locator('[data-testid="buyer-message"]', { hasText: '你们发什么快递' }).waitFor();
  // The older copy has left: one strip, no line, one insert per press.
  await page.waitForTimeout(4500);
  expect(await overlays()).toBe(1);
  await panel.locator('[data-testid="suggestion-insert"]').first().click();
  await panel.locator('[data-testid="toast"][data-reason="inserted"]').waitFor();
  const text = await panel.locator('[data-testid="suggestion-text"]').first().textContent();
  expect((await page.evaluate(() => window.__fixture.state())).composer).toBe(text);
});

test('the extension is gone: one honest line in the console, no error in the page, and no more', async () => {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  await receive(QUESTION);
  await page.waitForFunction(() => document.querySelectorAll('deskmate-overlay').length === 1);
  const settings = await extension.context.newPage();
  await settings.goto('chrome://extensions');
  await settings.evaluate(async (id) => {
    const api = chrome as unknown as { management: { setEnabled(id: string, on: boolean): Promise<void> } };
    await api.management.setEnabled(id, false);
  }, extension.origin.split('//')[1] ?? '');
  await page.bringToFront();
  await receive('在吗');
  const line = await stoppedLine(page);
  expect(line).toMatch(/已停止工作|was stopped/);
  expect(await overlays()).toBe(1);
  for (let i = 0; i < 20; i++) await receive(`第${i}句`);
  await page.waitForTimeout(500);
  expect(errors).toEqual([]);
  expect((await page.evaluate(() => window.__fixture.state())).messages.length).toBeGreaterThan(20);
});

/** The line stands in a closed shadow root: read as assistive technology reads it. */
async function stoppedLine(of: Page): Promise<string> {
  const session = await of.context().newCDPSession(of);
  for (let i = 0; i < 120; i++) {
    const { nodes } = await session.send('Accessibility.getFullAXTree');
    const text = nodes.map((node) => String(node.name?.value ?? '')).join(' ');
    const found = /[^ ]*(已停止工作|was stopped)[^ ]*/.exec(text);
    if (found) return found[0];
    await of.waitForTimeout(100);
  }
  return '';
}
