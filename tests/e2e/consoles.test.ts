import type { Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { FIXTURE_URLS } from '../fixtures/consoles/serve';
import { routeConsoles } from '../support/console-page';
import { type ExtensionBrowser, launchExtension } from '../support/extension';

/** Every bundled console at its real address: the shipped build reads, suggests and inserts, and sends nothing. */

const QUESTION = '这件真丝衬衫会不会褪色呀';
let extension: ExtensionBrowser;
let page: Page;

beforeAll(async () => {
  extension = await launchExtension();
  await routeConsoles(extension.context);
});
afterAll(() => extension?.close());
afterEach(() => page?.close());

/** The frame that holds the chat: the page itself, or the console's own iframe. */
async function chatFrame(of: Page): Promise<Frame> {
  for (let i = 0; i < 200; i++) {
    for (const frame of of.frames()) {
      if (await frame.evaluate(() => '__fixture' in window).catch(() => false)) return frame;
    }
    await of.waitForTimeout(50);
  }
  throw new Error('no fixture in any frame');
}

test.each(Object.entries(FIXTURE_URLS))('%s', async (console, url) => {
  page = await extension.context.newPage();
  await page.goto(url);
  const chat = await chatFrame(page);
  const panel = await extension.openPanel(page);
  await panel.waitFor(
    `document.querySelector('[data-testid="status"][data-state="attached"][data-console="${console}"]')`,
    15_000,
  );
  await chat.evaluate((text) => window.__fixture.receive({ text }), QUESTION);
  await panel.waitFor(
    `document.querySelector('[data-testid="buyer-message"]')?.textContent.includes(${JSON.stringify(QUESTION)}) && document.querySelector('[data-testid="suggestion"]') && document.querySelector('[data-testid="card"][data-entry="st-card-fade-silk"]')`,
    15_000,
  );
  const painted = await panel.evaluate<string>(`document.querySelector('[data-testid="suggestion-text"]').textContent`);
  await panel.click('[data-testid="suggestion-insert"]');
  await panel.waitFor(`document.querySelector('[data-testid="toast"][data-reason="inserted"]')`);
  const state = await chat.evaluate(() => window.__fixture.state());
  expect(state.composer.trim()).toBe(painted.trim());
  expect(state.sent).toEqual([]);
});
