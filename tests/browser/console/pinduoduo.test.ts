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

test('reads shop, identity, roles and the list without its hidden copies', async () => {
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
