import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChatUiServer, startChatUiServer } from '../support/chat-ui-server';
import { buildDir, type ExtensionBrowser, launchExtension } from '../support/extension';

/** What the panel offers for a page: its off switch, and its structure to look at and to send. */

let extension: ExtensionBrowser;
let server: ChatUiServer;

beforeAll(async () => {
  server = await startChatUiServer();
  extension = await launchExtension({ dir: buildDir('e2e') });
});
afterAll(async () => {
  await extension?.close();
  await server?.close();
});

async function open(name: string): Promise<{ page: Page; panel: Page }> {
  const page = await extension.context.newPage();
  await page.goto(server.url(name));
  await page.waitForFunction(() => '__fixture' in window);
  const panel = await extension.context.newPage();
  await panel.setViewportSize({ width: 360, height: 860 });
  await panel.goto(`${extension.origin}/sidepanel.html`);
  const tabId = await panel.evaluate(
    async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id,
    page.url(),
  );
  await panel.goto(`${extension.origin}/sidepanel.html?tab=${tabId}`);
  return { page, panel };
}
const status = (panel: Page, state: string) => panel.locator(`[data-testid="status"][data-state="${state}"]`).waitFor();
const rows = (panel: Page) => panel.locator('[data-testid="read-row"]').allTextContents();
const toggle = async (panel: Page) => {
  await panel.locator('[data-testid="menu"]').click();
  await panel.locator('[data-testid="site-off"]').click();
};

test('a page that was not recognised: its structure is shown, kept as a file, and holds no word of the chat', async () => {
  const { page, panel } = await open('plain-left');
  await status(panel, 'unknown');
  await page.evaluate(() => void window.__fixture.receive({ text: 'Silkflower 13812345678 这件会褪色吗' }));
  await panel.locator('[data-testid="report"]').click();
  const text = await panel.locator('[data-testid="report-text"]').textContent();
  await panel.locator('[data-testid="report-save"]').hover();
  await panel.screenshot({ path: 'output/screenshots/report-panel.png' });
  const [download] = await Promise.all([
    panel.waitForEvent('download'),
    panel.locator('[data-testid="report-save"]').click(),
  ]);
  expect(readFileSync(await download.path(), 'utf8')).toBe(text);
  expect(text).toContain('textarea');
  expect(text).toContain('.talk');
  // but for the address of this test's server
  const shown = (text ?? '').replaceAll(new URL(server.url('')).host, '');
  expect(shown).not.toMatch(/[\u4e00-\u9fff]|silkflower|\d{3,}/i);
  await panel.close();
  await page.close();
});

test('switched off for the site nothing is read; switched on it is read again', async () => {
  const { page, panel } = await open('chatui');
  await status(panel, 'attached');
  await expect.poll(() => rows(panel)).toContain('你好');
  await toggle(panel);
  await status(panel, 'off');
  await page.evaluate(() => void window.__fixture.receive({ text: '关掉以后的话' }));
  expect(await page.locator('deskmate-overlay').count()).toBe(0);
  expect(await rows(panel)).toEqual([]);
  expect(await panel.locator('[data-testid="suggestion"]').count()).toBe(0);
  await toggle(panel);
  await status(panel, 'attached');
  await expect.poll(() => rows(panel), { timeout: 8000 }).toContain('关掉以后的话');
});
