import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openConsole } from '../support/console-page';
import { type ExtensionBrowser, launchExtension } from '../support/extension';

/** The strip inside a console page, pressed by a real pointer: only what nothing covers may insert. */

let extension: ExtensionBrowser;
let page: Page;
let strip: Frame;

beforeAll(async () => {
  extension = await launchExtension();
  page = await openConsole(extension.context, 'pinduoduo');
  await page.evaluate(`window.__fixture.receive({ text: '这件真丝衬衫会不会褪色呀' })`);
  strip = await vi.waitUntil(() => page.frames().find((frame) => frame.url().startsWith(extension.origin)), {
    timeout: 20_000,
  });
  await strip.locator('[data-testid="suggestion-insert"]').waitFor({ timeout: 20_000 });
});
afterAll(() => extension?.close());
/** A repeated try starts from an empty box and an uncovered page, whatever the try before left. */
beforeEach(async () => {
  await page.evaluate(() => document.getElementById('cover')?.remove());
  await page.locator('textarea').fill('');
});

const composer = () => page.evaluate<string>('window.__fixture.state().composer');
const toast = () => strip.locator('[data-testid="toast"]').getAttribute('data-reason');
/** A press by the pointer at the button's place, whatever lies there. */
const pressButton = async () => {
  const box = await strip.locator('[data-testid="suggestion-insert"]').boundingBox();
  if (!box) throw new Error('no button');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
};

test('a page that lays something over the strip, even where presses fall through, gets nothing inserted', async () => {
  await page.evaluate(() => {
    const cover = document.createElement('div');
    cover.id = 'cover';
    cover.style.cssText =
      'position:fixed;inset:0;z-index:2147483647;pointer-events:none;background:rgb(255 255 255 / 1%)';
    document.documentElement.append(cover);
  });
  // The browser tells about visibility at most every 100 ms: only a press after its report is judged by it.
  await strip.locator('[data-testid="suggestion-insert"][data-covered]').waitFor({ timeout: 10_000 });
  await pressButton();
  await expect.poll(() => toast().catch(() => null), { timeout: 10_000 }).toBe('covered');
  expect(await composer()).toBe('');
  await page.evaluate(() => document.getElementById('cover')?.remove());
  await strip.locator('[data-testid="toast"] button').click();
});

test('a press of the page’s script inserts nothing', async () => {
  await strip.evaluate(() => document.querySelector<HTMLElement>('[data-testid="suggestion-insert"]')?.click());
  expect(await composer()).toBe('');
});

test('an un-covered press puts the painted text into the framework and sends nothing', async () => {
  const painted = await strip.locator('[data-testid="suggestion-text"]').textContent();
  await expect
    .poll(
      async () => {
        if ((await composer()) === '') await pressButton();
        return composer();
      },
      { timeout: 10_000, interval: 500 },
    )
    .toBe(painted);
  expect(await page.evaluate('window.__fixture.state().sent.length')).toBe(0);
});
