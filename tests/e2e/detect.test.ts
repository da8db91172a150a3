import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChatUiServer, startChatUiServer } from '../support/chat-ui-server';
import { buildDir, type ExtensionBrowser, launchExtension } from '../support/extension';

/** A console nobody wrote an adapter for, on a granted host: detection starts by itself, and everything else works there. */

let extension: ExtensionBrowser;
let server: ChatUiServer;
let page: Page;
let panel: Page;

beforeAll(async () => {
  server = await startChatUiServer();
  extension = await launchExtension({ dir: buildDir('e2e') });
  page = await extension.context.newPage();
  await page.goto(server.url('chatui'));
  panel = await extension.context.newPage();
  await panel.goto(`${extension.origin}/sidepanel.html`);
  const tabId = await panel.evaluate(async () => (await chrome.tabs.query({ url: 'http://localhost/*' }))[0]?.id);
  await panel.goto(`${extension.origin}/sidepanel.html?tab=${tabId}`);
});
afterAll(async () => {
  await extension?.close();
  await server?.close();
});

const receive = (text: string) => page.evaluate((given) => window.__fixture.receive({ text: given }), text);

test('the panel says that and how surely the chat was found, and reads it', async () => {
  const host = new URL(page.url()).host;
  await panel.locator(`[data-testid="status"][data-state="attached"][data-console="${host}"]`).waitFor();
  const confidence = await panel.locator('[data-testid="detect"]').getAttribute('data-confidence');
  expect(Number(confidence)).toBeGreaterThanOrEqual(0.6);
  await panel.locator('[data-testid="buyer-name"]', { hasText: '小鹿爱逛街' }).waitFor();
  const rows = panel.locator('[data-testid="read-row"]');
  await rows.nth(3).waitFor({ state: 'attached' });
  const read = await rows.evaluateAll((all) =>
    all.map((row) => `${row.getAttribute('data-role')}: ${row.textContent}`),
  );
  const shown = await page.evaluate(() => window.__fixture.state().messages);
  expect(read).toEqual(shown.map(({ role, text }) => `${role === 'robot' ? 'agent' : role}: ${text}`));
});

test('a question brings suggestions, and one press puts the painted text into the input', async () => {
  await receive('这件真丝衬衫会不会褪色呀');
  await panel.locator('[data-testid="buyer-message"]', { hasText: '会不会褪色' }).waitFor();
  await panel.locator('[data-testid="card"][data-entry="st-card-fade-silk"]').waitFor();
  const first = panel.locator('[data-testid="suggestion"]').first();
  const painted = await first.locator('[data-testid="suggestion-text"]').textContent();
  await first.locator('[data-testid="suggestion-insert"]').click();
  await panel.locator('[data-testid="toast"][data-reason="inserted"]').waitFor();
  const after = await page.evaluate(() => window.__fixture.state());
  expect(after.composer).toBe(painted);
  expect(after.sent).toEqual([]);
});

test('the draft is guarded, a switched chat refuses, no strip stands in the page', async () => {
  await page.bringToFront();
  await page.locator('textarea[placeholder="输入消息"]').fill('我们是全国第一，加我微信 abc12345 详聊');
  await panel.locator('[data-testid="finding"]').first().waitFor();
  await page.evaluate(() => window.__fixture.switchTo('7001002'));
  await panel.locator('[data-testid="buyer-name"]', { hasText: '一颗糖' }).waitFor();
  const rows = () => panel.locator('[data-testid="read-row"]').evaluateAll((all) => all.map((row) => row.textContent));
  await expect.poll(rows, { timeout: 5000 }).toEqual(['在吗', '在的，请讲']);
  expect(await page.locator('deskmate-overlay').count()).toBe(0);
});
