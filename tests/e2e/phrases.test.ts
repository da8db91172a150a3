import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole } from '../support/console-page';
import { type ExtensionBrowser, launchExtension } from '../support/extension';
import type { PanelDriver } from '../support/side-panel';

/** Phrases by hand and questions to the lead, in the shipped build and the real side panel, over a restart of the browser. */

const userDataDir = mkdtempSync(join(tmpdir(), 'deskmate-phrases-'));
const PHONE = '13812345678';
const SENT = `亲，您的电话${PHONE}已经登记好，今天安排补发`;
const POLL = { timeout: 15_000 };
const TITLE = '补发登记';

let extension: ExtensionBrowser;
let page: Page;
let panel: PanelDriver;

const start = async () => {
  extension = await launchExtension({ userDataDir });
  page = await openConsole(extension.context, 'pinduoduo');
  panel = await extension.openPanel(page);
  // Headless, nothing has the focus, and a clipboard wants it.
  await panel.send('Emulation.setFocusEmulationEnabled', { enabled: true });
  await panel.waitFor(`document.querySelector('[data-testid="status"][data-state="attached"]')`);
  await panel.waitFor(`Number(document.querySelector('[data-testid="sync-status"]')?.dataset.count) > 0`);
};
beforeAll(start);
afterAll(async () => {
  await extension?.close();
  rmSync(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
});

const composer = () => page.evaluate(() => window.__fixture.state().composer);
const sent = () => page.evaluate(() => window.__fixture.state().sent.length);
const has = (testId: string, more = '') =>
  panel.waitFor(`document.querySelector('[data-testid="${testId}"]${more}')`, 20_000);
const press = async (key: string, code = key, extra: object = {}) => {
  for (const type of ['rawKeyDown', 'keyUp']) await panel.send('Input.dispatchKeyEvent', { type, key, code, ...extra });
};
const fill = async (testId: string, text: string) => {
  const field = `(e => e.matches('input, textarea') ? e : e.querySelector('input, textarea'))(document.querySelector('[data-testid="${testId}"]'))`;
  await has(testId);
  await panel.evaluate(`${field}.focus(); ${field}.select()`);
  await panel.type(text);
};

test('what was sent is saved, found by initials, inserted twice, pinned, and still there after a restart', async () => {
  await page.locator('#replyTextarea').click();
  await page.keyboard.type(SENT);
  await page.locator('.send-btn').click();
  await expect.poll(sent, POLL).toBe(1);

  await panel.click('[data-testid="phrases-open"]');
  await has('sent-phrase');
  await panel.click('[data-testid="phrase-save-sent"]');
  await fill('phrase-title', TITLE);
  await panel.click('[data-testid="phrase-save"]');
  await has('toast', '[data-reason="phrase-saved"]');

  await fill('search', 'bfdj');
  await has('search-result', '[data-entry^="me-"]');
  const text = await panel.evaluate<string>(
    `document.querySelector('[data-testid="search-result"] [data-testid="result-text"]').textContent`,
  );
  expect(text).toContain('今天安排补发');
  expect(text).not.toContain(PHONE);
  await press('Enter');
  await expect.poll(composer, POLL).toBe(text);
  // The same press of the same moment is one; the next one is another.
  await panel.waitFor(`!document.querySelector('[data-testid="toast"]')`);
  await press('Enter');
  await expect.poll(composer, POLL).toBe(text + text);
  expect(await sent()).toBe(1);

  await panel.click('[data-testid="search-result"] [data-testid="phrase-more"]');
  await panel.click('[data-testid="phrase-pin"]');
  await panel.waitFor(`!document.querySelector('[data-testid="phrase-pin"]')`);

  await extension.close();
  await start();
  await panel.click('[data-testid="phrases-open"]');
  await has('phrases-pins', ' [data-testid="phrase"][data-entry^="me-"][data-mine="true"]');
  expect(await panel.evaluate(`document.querySelector('[data-testid="phrases-pins"]').innerText`)).toContain(TITLE);
});

test('a question goes to the lead by one key, and the pasted answer is a draft in the desk', async () => {
  const question = `你们这个手镯能不能激光刻字呀，我电话${PHONE}`;
  await page.evaluate((text) => window.__fixture.receive({ text }), question);
  await panel.waitFor(`document.querySelector('[data-testid="phrases"], [data-testid="buyer-message"]')`);
  if (await panel.evaluate(`Boolean(document.querySelector('[data-testid="phrases"]'))`))
    await panel.click('[data-testid="phrases-open"]');
  await panel.waitFor(
    `document.querySelector('[data-testid="buyer-message"]')?.textContent.includes('激光刻字') &&
     document.querySelector('[data-testid="suggestion"], [data-testid="silence"], [data-testid="card"]')`,
  );
  await panel.click('[data-testid="buyer-message"]');
  await press('q', 'KeyQ', { modifiers: 1 });
  await has('toast', '[data-reason="asked"]');
  await has('questions-open');
  await panel.click('[data-testid="questions-open"]');
  await has('question', '[data-state="open"]');
  const shown = await panel.evaluate<string>(`document.querySelector('[data-testid="question"]').innerText`);
  expect(shown).toContain('激光刻字');
  expect(shown).not.toContain(PHONE);
  await fill('question-answer', '可以刻字，最多八个字，刻好两天内发出。');
  await panel.click('[data-testid="question-save"]');
  await has('toast', '[data-reason="answer-saved"]');
  await has('question-entry');
  const entry = await panel.evaluate<string>(`document.querySelector('[data-testid="question-entry"]').dataset.entry`);

  const desk = await extension.context.newPage();
  await desk.goto(`${extension.origin}/desk.html#/knowledge/${entry}/own`);
  const found = desk.locator(`[data-testid="entry-editor"][data-entry="${entry}"]`);
  await found.first().waitFor();
  // The desk opens it in its form: what it says stands in the fields.
  const words = await found
    .first()
    .evaluate((one) =>
      [
        one instanceof HTMLElement ? one.innerText : '',
        ...[...one.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>('input, textarea')].map(
          ({ value }) => value,
        ),
      ].join('\n'),
    );
  expect(words).toContain('草稿');
  expect(words).toContain('激光刻字');
  expect(words).toContain('最多八个字');
  expect(words).not.toContain(PHONE);
  await desk.close();
});
