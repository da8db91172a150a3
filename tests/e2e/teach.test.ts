import { mkdirSync, readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ChatUiServer, startChatUiServer } from '../support/chat-ui-server';
import { buildDir, type ExtensionBrowser, launchExtension } from '../support/extension';

/** A page that no detection can read: the agent points at it, and from then on it is read and written like any console. */

const SHOTS = 'output/screenshots';
let extension: ExtensionBrowser;
let server: ChatUiServer;
let page: Page;
let panel: Page;
let desk: Page;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await startChatUiServer();
  extension = await launchExtension({ dir: buildDir('e2e') });
  page = await extension.context.newPage();
  await page.goto(server.url('plain-left'));
  await page.waitForFunction(() => '__fixture' in window);
  desk = await extension.context.newPage();
  panel = await extension.context.newPage();
  await panel.setViewportSize({ width: 360, height: 860 });
  await panel.goto(`${extension.origin}/sidepanel.html`);
  const tabId = await panel.evaluate(async () => (await chrome.tabs.query({ url: 'http://localhost/*' }))[0]?.id);
  await panel.goto(`${extension.origin}/sidepanel.html?tab=${tabId}`);
});
afterAll(async () => {
  await extension?.close();
  await server?.close();
});

const status = (state: string) => panel.locator(`[data-testid="status"][data-state="${state}"]`).waitFor();
/** Chooses a part in the panel, then presses on the page as a person does. */
const teach = async (part: string, css: string) => {
  await panel.locator(`[data-testid="teach-part"][data-part="${part}"]`).click();
  await panel.locator(`[data-testid="teach-part"][data-part="${part}"][data-armed="true"]`).waitFor();
  await page.bringToFront();
  const box = await page.locator(css).last().boundingBox();
  if (!box) throw new Error(`nothing at ${css}`);
  await page.mouse.move(box.x + 4, box.y + 4);
  if (part === 'agent') await page.screenshot({ path: `${SHOTS}/teach-page.png` });
  await page.mouse.click(box.x + 12, box.y + box.height / 2);
  await panel.bringToFront();
  await panel.locator(`[data-testid="teach-part"][data-part="${part}"][data-armed="false"]`).waitFor();
};
const rows = () =>
  panel
    .locator('[data-testid="read-row"]')
    .evaluateAll((all) => all.map((row) => `${row.getAttribute('data-role')}: ${row.textContent}`));
const shown = async () =>
  (await page.evaluate(() => window.__fixture.state().messages)).map(
    ({ role, text }) => `${role === 'buyer' ? 'buyer' : 'agent'}: ${text}`,
  );
const receive = (text: string, role: 'buyer' | 'agent' = 'buyer') =>
  page.evaluate((given) => void window.__fixture.receive(given), { text, role });
const readsAll = async () => {
  await expect.poll(rows, { timeout: 8000 }).toEqual(await shown());
};

test('detection does not guess; teaching reads every row rightly, live, and the page notices nothing', async () => {
  await status('unknown');
  for (const [role, text] of [
    ['buyer', '这件会褪色吗'],
    ['agent', '建议冷水手洗，阴凉处晾干'],
    ['buyer', '好的，谢谢'],
    ['agent', '不客气'],
  ] as const)
    await receive(text, role);
  await page.evaluate(() => {
    const seen: string[] = [];
    Object.assign(window, { seenPresses: seen });
    for (const type of ['pointerdown', 'mousedown', 'click', 'keydown'])
      document.addEventListener(type, () => void seen.push(type), true);
  });
  await panel.locator('[data-testid="teach"]').first().click();
  await panel.locator('[data-testid="teaching"]').waitFor();
  await teach('buyer', 'li.k7 em');
  await teach('agent', 'li.k8 em');
  await readsAll();
  await receive('在吗');
  await readsAll();
  await teach('composer', 'textarea.ed');
  await teach('name', '.talk-top .who');
  expect(await page.evaluate(() => (window as unknown as { seenPresses: string[] }).seenPresses)).toEqual([]);
  await panel.screenshot({ path: `${SHOTS}/teach-panel.png` });
  await panel.locator('[data-testid="teach-save"]').click();
  await status('attached');
  await readsAll();
  expect(await panel.locator('[data-testid="buyer-name"]').first().textContent()).toContain('小鹿爱逛街');
  expect(await page.locator('deskmate-overlay').count()).toBe(0);
  await page.bringToFront();
  await page.locator('textarea.ed').click();
  expect(await page.evaluate(() => (window as unknown as { seenPresses: string[] }).seenPresses)).toContain('click');
});

test('an insert lands in the framework and sends nothing; a switched chat is another buyer', async () => {
  await receive('这件真丝衬衫会不会褪色呀');
  await panel.bringToFront();
  await panel.locator('[data-testid="buyer-message"]', { hasText: '会不会褪色呀' }).waitFor();
  await panel.locator('[data-testid="card"][data-entry="st-card-fade-silk"]').waitFor();
  const first = panel.locator('[data-testid="suggestion"]').first();
  await first.waitFor();
  const painted = await first.locator('[data-testid="suggestion-text"]').textContent();
  await first.locator('[data-testid="suggestion-insert"]').click();
  await panel.locator('[data-testid="toast"][data-reason="inserted"]').waitFor();
  const after = await page.evaluate(() => window.__fixture.state());
  expect(after.composer).toBe(painted);
  expect(after.sent).toEqual([]);
  await page.evaluate(() => window.__fixture.switchTo('7001002'));
  await panel.locator('[data-testid="buyer-name"]', { hasText: '一颗糖' }).waitFor();
  await readsAll();
});

test('what was taught survives a reload and a re-mount', async () => {
  await page.reload();
  await page.waitForFunction(() => '__fixture' in window);
  await status('attached');
  await receive('重新打开以后的话');
  await page.evaluate(() => window.__fixture.remount());
  await readsAll();
});

test('rules go out as a file, are gone after a wipe, and come back by import; a foreign host or a send is refused', async () => {
  await desk.goto(`${extension.origin}/desk.html#/settings`);
  const [download] = await Promise.all([
    desk.waitForEvent('download'),
    desk.locator('[data-testid="overlay-export"]').first().click(),
  ]);
  const file = readFileSync(await download.path(), 'utf8');
  await desk.locator('[data-testid="overlay-remove"]').first().click();
  await desk.locator('[data-testid="confirm"]').click();
  await status('unknown');
  const give = (text: string) =>
    desk
      .locator('[data-testid="overlay-import"] input[type="file"], input[data-testid="overlay-import"]')
      .setInputFiles({
        name: 'rules.json',
        mimeType: 'application/json',
        buffer: Buffer.from(text),
      });
  const refused = (reason: string) =>
    desk.locator(`[data-testid="overlay-refused"][data-reason="${reason}"]`).waitFor();
  await give(file.replaceAll(new URL(page.url()).host, 'shop.example'));
  await refused('host-not-allowed');
  await give(JSON.stringify({ ...JSON.parse(file), send: { css: [], scripted: true } }));
  await refused('has-send');
  const rules = JSON.parse(file);
  const withComposer = (css: string) => JSON.stringify({ ...rules, composer: [{ ...rules.composer[0], css }] });
  // the review's box stands beside the chat, the search box above it
  await give(withComposer('textarea[placeholder="写下评论"]'));
  await refused('composer-far');
  await give(withComposer('button'));
  await refused('composer-not-editable');
  await give(withComposer('.topline input'));
  await refused('composer-far');
  await give(file);
  await status('attached');
  await readsAll();
});
