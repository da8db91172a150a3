import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { type ConsolePage, launchBrowser, openConsole } from './harness';

/** product.md F15: one press is held while the verdict on exactly this text is red; nothing else ever is. */
/** The fixtures' own ways to send: Pinduoduo's sends by its button alone, Feige's by Enter as well. */
const CONSOLES = [
  { name: 'pinduoduo', composer: '#replyTextarea', send: '.send-btn' },
  { name: 'feige', composer: '[data-qa-id="qa-send-message-textarea"]', send: '[data-qa-id="qa-send-message-button"]' },
] as const;

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const RED = '加我微信便宜';
const open = async (name: string): Promise<ConsolePage> => {
  const page = await openConsole(browser, FIXTURE_URLS[name] ?? '');
  await page.waitFor((s) => s.state === 'attached', 'attached');
  return page;
};
const judge = (page: ConsolePage, text: string, red: boolean) =>
  page.own(`deskmate.mounted.judge(${JSON.stringify({ text, red })}); undefined`);
const held = (page: ConsolePage) => page.own<string[]>('deskmate.events.held');
const sent = async (page: ConsolePage) => (await page.state()).sent.map(({ text }) => text);

describe.each(CONSOLES)('$name', ({ name, composer, send }) => {
  test('a press on the send control is held once; the next one sends', async () => {
    const page = await open(name);
    await page.locate(composer).click();
    await page.page.keyboard.type(RED);
    await judge(page, RED, true);
    await page.locate(send).first().click();
    expect(await sent(page)).toEqual([]);
    expect(await held(page)).toEqual([RED]);
    await page.locate(send).first().click();
    await expect.poll(() => sent(page)).toEqual([RED]);
    await page.close();
  });
});

const BOX = CONSOLES[1].composer;

test('Enter on a red draft is held once; the next press sends', async () => {
  const page = await open('feige');
  await page.locate(BOX).click();
  await page.page.keyboard.type(RED);
  await judge(page, RED, true);
  await page.page.keyboard.press('Enter');
  expect(await sent(page)).toEqual([]);
  expect(await held(page)).toEqual([RED]);
  expect(await page.locate(BOX).inputValue()).toBe(RED);
  await page.page.keyboard.press('Enter');
  await expect.poll(() => sent(page)).toEqual([RED]);
  await page.close();
});

test('without a verdict, for another text, or when it is not red, nothing is held', async () => {
  const page = await open('feige');
  await page.locate(BOX).click();
  await page.page.keyboard.type('好的');
  await page.page.keyboard.press('Enter');
  await expect.poll(() => sent(page)).toEqual(['好的']);
  await page.page.keyboard.type('马上查');
  await judge(page, '马上查', false);
  await page.page.keyboard.press('Enter');
  await expect.poll(() => sent(page)).toEqual(['好的', '马上查']);
  await page.page.keyboard.type(RED);
  await judge(page, RED, true);
  await page.page.keyboard.type('吗');
  await page.page.keyboard.press('Enter');
  await expect.poll(() => sent(page)).toEqual(['好的', '马上查', `${RED}吗`]);
  expect(await held(page)).toEqual([]);
  await page.close();
});

test('a script of the page that presses send is none of our business', async () => {
  const page = await open('feige');
  await page.locate(BOX).click();
  await page.page.keyboard.type(RED);
  await judge(page, RED, true);
  await page
    .locate(BOX)
    .evaluate((box) =>
      box.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, cancelable: true })),
    );
  expect(await held(page)).toEqual([]);
  await page.close();
});

test('a draft that an input method is composing is never held', async () => {
  const page = await open('feige');
  await page.locate(BOX).click();
  await page.page.keyboard.type(RED);
  await judge(page, RED, true);
  await page.cdp.send('Input.imeSetComposition', { text: 'ni', selectionStart: 2, selectionEnd: 2 });
  await page.page.keyboard.press('Enter');
  expect(await held(page)).toEqual([]);
  await page.close();
});

test('ten seconds later a press is held again', async () => {
  const page = await open('feige');
  await page.locate(BOX).click();
  await page.page.keyboard.type(RED);
  await page.own(
    'globalThis.realNow = performance.now.bind(performance); performance.now = () => realNow() + (globalThis.later ?? 0); undefined',
  );
  await judge(page, RED, true);
  await page.page.keyboard.press('Enter');
  await page.own('globalThis.later = 10_500; undefined');
  await page.page.keyboard.press('Enter');
  expect(await sent(page)).toEqual([]);
  expect(await held(page)).toEqual([RED, RED]);
  await page.page.keyboard.press('Enter');
  await expect.poll(() => sent(page)).toEqual([RED]);
  await page.close();
});
