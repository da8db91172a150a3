import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { InsertResult } from '@/lib/platform/messages';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { type ConsolePage, launchBrowser, openConsole } from './harness';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const DRAFT = '亲，保证明天到，放心拍';
const open = async (name: string): Promise<ConsolePage> => {
  const page = await openConsole(browser, FIXTURE_URLS[name] ?? '');
  await page.waitFor((s) => s.state === 'attached', 'attached');
  return page;
};
const fix = (page: ConsolePage, span: string, text: string, draft = DRAFT, buyer?: string) => {
  const start = draft.indexOf(span);
  return page.own<InsertResult>(`(() => {
    const ref = { ...deskmate.mounted.snapshot().conversation.ref ${buyer ? `, buyer: ${JSON.stringify(buyer)}` : ''} };
    return deskmate.mounted.fix({ ref, draft: ${JSON.stringify(draft)}, start: ${start}, end: ${start + span.length}, text: ${JSON.stringify(text)} });
  })()`);
};

test.each([
  ['pinduoduo', '#replyTextarea'],
  ['feige', '[data-qa-id="qa-send-message-textarea"]'],
])('%s: one key replaces the span, one undo takes it back, typing goes on at the end', async (name, composer) => {
  const page = await open(name);
  await page.locate(composer).click();
  await page.page.keyboard.type(DRAFT);
  expect(await fix(page, '保证明天到', '会尽快安排')).toEqual({ ok: true, undo: true });
  expect(await page.locate(composer).inputValue()).toBe('亲，会尽快安排，放心拍');
  await page.page.keyboard.type('哦');
  expect(await page.locate(composer).inputValue()).toBe('亲，会尽快安排，放心拍哦');
  await page.page.keyboard.press('Control+z');
  await page.page.keyboard.press('Control+z');
  expect(await page.locate(composer).inputValue()).toBe(DRAFT);
  await page.close();
});

test('an empty rewrite removes the span', async () => {
  const page = await open('pinduoduo');
  await page.locate('#replyTextarea').click();
  await page.page.keyboard.type(DRAFT);
  expect((await fix(page, '，放心拍', '')).ok).toBe(true);
  expect(await page.locate('#replyTextarea').inputValue()).toBe('亲，保证明天到');
  await page.close();
});

test.each([
  ['jd', '.EditorContent:visible'],
  ['kuaishou', '.ql-editor'],
])('%s: an editor takes it as well', async (name, composer) => {
  const page = await open(name);
  await page.locate(composer).click();
  await page.page.keyboard.type(DRAFT);
  const result = await fix(page, '保证明天到', '会尽快安排');
  expect(result).toEqual({ ok: true, undo: true });
  expect((await page.locate(composer).innerText()).trim()).toBe('亲，会尽快安排，放心拍');
  await page.close();
});

test.each([
  ['pinduoduo', '#replyTextarea'],
  ['jd', '.EditorContent:visible'],
  ['kuaishou', '.ql-editor'],
])('%s: a whole draft of two lines is replaced', async (name, composer) => {
  const page = await open(name);
  const place = page.locate(composer);
  await place.click();
  await page.page.keyboard.type('亲，明天到');
  await page.page.keyboard.press('Shift+Enter');
  await page.page.keyboard.type('放心拍');
  const draft = await page.own<string>('deskmate.events.drafts.at(-1)?.text ?? ""');
  expect(draft).toContain('放心拍');
  expect(await fix(page, draft, '亲，会尽快安排。', draft)).toEqual({ ok: true, undo: true });
  const isField = await place.evaluate((element) => element.tagName === 'TEXTAREA');
  expect((isField ? await place.inputValue() : await place.innerText()).trim()).toBe('亲，会尽快安排。');
  await page.close();
});

test('another draft, another buyer: nothing is touched', async () => {
  const page = await open('pinduoduo');
  await page.locate('#replyTextarea').click();
  await page.page.keyboard.type(`${DRAFT}啊`);
  expect(await fix(page, '保证明天到', '会尽快安排')).toEqual({ ok: false, reason: 'rejected' });
  expect(await fix(page, '保证明天到', '会尽快安排', `${DRAFT}啊`, '7001002')).toEqual({
    ok: false,
    reason: 'chat-changed',
  });
  expect(await page.locate('#replyTextarea').inputValue()).toBe(`${DRAFT}啊`);
  await page.close();
});
