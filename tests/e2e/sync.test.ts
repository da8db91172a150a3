import type { Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openConsole } from '../support/console-page';
import { buildDir, type ExtensionBrowser, launchExtension } from '../support/extension';
import { type FeedServer, startFeedServer } from '../support/feed-server';
import type { PanelDriver } from '../support/side-panel';

/** Background sync in the real browser: a feed on a real web server into IndexedDB, and from there into the open chat. */

const rows = (answer: string, more = 0) => [
  {
    id: 'shop-mascot',
    kind: 'answer',
    title: '吉祥物叫什么',
    questions: ['你们店的吉祥物叫什么名字', '吉祥物是谁'],
    answer,
  },
  ...Array.from({ length: more }, (_, i) => ({
    id: `filler-${i}`,
    kind: 'answer',
    title: `零件${i}号规格`,
    questions: [`零件${i}号多长`],
    answer: `零件${i}号长${i}毫米。`,
  })),
];
const QUESTION = '你们店的吉祥物叫什么名字呀';

let extension: ExtensionBrowser;
let feed: FeedServer;
let desk: Page;

beforeEach(async () => {
  feed = await startFeedServer();
  extension = await launchExtension({ dir: buildDir('e2e') });
  desk = await extension.context.newPage();
  await desk.goto(`${extension.origin}/desk.html#/sources`);
});
afterEach(async () => {
  await extension?.close();
  await feed?.close();
});

const addFeed = async () => {
  await desk.getByTestId('source-url').fill(feed.url);
  await desk.getByTestId('source-name').fill('测试话术');
  await desk.getByTestId('source-add').click();
};
const status = () => desk.locator('[data-testid="sync-status"]').filter({ hasText: '测试话术' });
const answerIs = (panel: PanelDriver, text: string, ms = 15_000) =>
  panel.waitFor(
    `[...document.querySelectorAll('[data-testid="suggestion-text"]')].some((e) => e.textContent.includes(${JSON.stringify(text)}))`,
    ms,
  );

test('add a feed in the desk: its wording answers, an update arrives live, a removal goes, a lower version is refused', async () => {
  await feed.publish(rows('它叫圆圆。'));
  await addFeed();
  const page = await openConsole(extension.context, 'pinduoduo');
  const panel = await extension.openPanel(page);
  await page.evaluate((text) => window.__fixture.receive({ text }), QUESTION);
  await answerIs(panel, '它叫圆圆');
  const started = Date.now();
  await feed.publish(rows('它叫团团。'));
  await answerIs(panel, '它叫团团');
  expect(Date.now() - started).toBeLessThanOrEqual(10_000);
  expect(await panel.evaluate(`document.body.innerText.includes('它叫圆圆')`)).toBe(false);
});

test('a damaged feed changes nothing and says why; the next good version is taken', async () => {
  await feed.publish(rows('它叫圆圆。'));
  await addFeed();
  await expect.poll(() => status().getAttribute('data-version'), { timeout: 15_000 }).toBe('1');
  feed.spoil((path, body) => (path === 'manifest.json' ? body : `${body}\n{"id":"x"}`));
  await feed.publish(rows('它叫方方。'));
  await status().getByTestId('sync-now').click();
  await expect.poll(() => status().innerText(), { timeout: 15_000 }).toMatch(/校验|损坏|不一致|不符/);
  expect(await status().getAttribute('data-version')).toBe('1');
  feed.spoil(null);
  await status().getByTestId('sync-now').click();
  await expect.poll(() => status().getAttribute('data-version'), { timeout: 20_000 }).toBe('2');
});

test('the host is closed in the middle of a first load: the next one goes on where it was', async () => {
  await feed.publish(rows('它叫圆圆。', 4000));
  feed.slow(150);
  await addFeed();
  await expect
    .poll(() => feed.requests().filter((path) => path.startsWith('shards/')).length, { timeout: 15_000 })
    .toBeGreaterThan(3);
  await extension.context
    .serviceWorkers()
    .at(-1)
    ?.evaluate(() => chrome.offscreen.closeDocument());
  feed.slow(0);
  await expect.poll(() => status().getAttribute('data-count'), { timeout: 30_000 }).toBe('4001');
  // Shards that had arrived and were verified are not fetched again.
  const fetched = feed.requests().filter((path) => path.startsWith('shards/'));
  const twice = fetched.length - new Set(fetched).size;
  // Those that were under way at the kill come again: at most the pool of connections, once.
  expect(twice).toBeLessThanOrEqual(12);
});
