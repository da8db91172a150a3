import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIXTURE_URLS } from '../fixtures/consoles/serve';
import { type ChatUiServer, startChatUiServer } from '../support/chat-ui-server';
import { openConsole } from '../support/console-page';
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
  return { page, panel: await openPanelOf(page) };
}
async function openPanelOf(page: Page): Promise<Page> {
  const panel = await extension.context.newPage();
  await panel.setViewportSize({ width: 360, height: 860 });
  await panel.goto(`${extension.origin}/sidepanel.html`);
  const tabId = await panel.evaluate(
    async (url) => (await chrome.tabs.query({})).find((tab) => tab.url === url)?.id,
    page.url(),
  );
  await panel.goto(`${extension.origin}/sidepanel.html?tab=${tabId}`);
  return panel;
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

test('orders and products of the page stand in the panel, each with where it was read', async () => {
  const page = await openConsole(
    extension.context,
    'pinduoduo',
    `${FIXTURE_URLS.pinduoduo}?orders&orderSn=260901-999888`,
  );
  const panel = await openPanelOf(page);
  await status(panel, 'attached');
  const facts = panel.locator('[data-testid="page-facts"]');
  await facts.locator('summary', { hasText: '待发货' }).click();
  const order = facts.locator('[data-testid="fact-sheet"]', { hasText: '260901-7001001112233' });
  await order.locator('[data-name="promisedShipTime"]', { hasText: '2026-11-23 18:00前' }).waitFor();
  await order.locator('[data-testid="fact-place"]', { hasText: '来自订单面板' }).waitFor();
  const other = facts.locator('[data-testid="fact-sheet"]', { hasText: '260901-999888' });
  await other.locator('[data-testid="fact-place"]', { hasText: '来自网址' }).waitFor();
  await page.evaluate(() => window.__fixture.switchTo('7001002'));
  await facts.locator('text=260901-7001002112233').waitFor();
  expect(await facts.locator('text=260901-7001001112233').count()).toBe(0);
  await panel.close();
  await page.close();
});

test('the desk lists the open page, gives its structure, and brings it to the front; closed, it says what to do', async () => {
  const { page, panel } = await open('plain-left');
  await status(panel, 'unknown');
  const desk = await extension.context.newPage();
  await desk.goto(`${extension.origin}/desk.html#/settings`);
  const row = desk.locator('[data-testid="open-console"][data-state="unknown"]');
  await row.waitFor();
  await row.locator('[data-testid="report"]').click();
  await desk.locator('[data-testid="report-text"]', { hasText: 'textarea' }).waitFor();
  await desk.keyboard.press('Escape');
  await row.locator('[data-testid="console-show"]').click();
  await page.waitForFunction(() => document.visibilityState === 'visible');
  await page.close();
  await desk.bringToFront();
  await row.waitFor({ state: 'detached' });
  await desk.close();
  await panel.close();
});
