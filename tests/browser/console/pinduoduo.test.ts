import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { type ConsolePage, launchBrowser, openConsole, rowsOf } from './harness';

let browser: Browser;
let console_: ConsolePage;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  console_ = await openConsole(browser, FIXTURE_URLS.pinduoduo ?? '');
});
afterEach(() => console_.close());

test('reads identity, roles and text', async () => {
  const { conversation, shop, state, list } = await console_.waitFor((s) => s.state === 'attached', 'attached');
  expect(state).toBe('attached');
  expect(shop).toEqual({ name: '桑田旗舰店' });
  expect(conversation?.ref).toEqual({ console: 'pinduoduo', shop: '桑田旗舰店', buyer: '7001001' });
  expect(conversation?.buyer).toEqual({ id: '7001001', name: '小鹿爱逛街' });
  expect(rowsOf(conversation)).toEqual([
    'system: 当前用户来自 商品详情页',
    'robot: 欢迎光临，客服马上就来，您可以先说说想了解什么',
    'buyer: 你好',
    'agent: 您好，请问有什么可以帮您',
  ]);
  expect(list.map(({ buyer, open }) => [buyer, open ?? false])).toEqual([
    ['7001001', true],
    ['7001002', false],
    ['7001003', false],
  ]);
});

test('inserts into the model of the framework, keeps what was typed, and one undo takes back exactly the insert', async () => {
  await console_.waitFor((s) => s.state === 'attached', 'attached');
  await console_.page.locator('#replyTextarea').focus();
  await console_.page.keyboard.type('abc');
  expect(await console_.insert('真丝建议冷水手洗\n阴凉处晾干')).toEqual({ ok: true, undo: true });
  expect((await console_.state()).composer).toBe('abc真丝建议冷水手洗\n阴凉处晾干');
  expect((await console_.state()).sent).toEqual([]);
  await console_.page.keyboard.press('Control+z');
  expect((await console_.state()).composer).toBe('abc');
});
