import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StructureReport } from '@/lib/platform/messages';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { launchBrowser, openConsole, rowsOf } from './harness';

/** Orders and products beside the chat, in the address and in cards; and the report that holds none of it. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('Pinduoduo: the order beside the chat, and the one in the address', async () => {
  const on = await openConsole(browser, `${FIXTURE_URLS.pinduoduo}?orders&orderSn=260901-999888`);
  const { conversation } = await on.waitFor((s) => (s.conversation?.orders.length ?? 0) > 1, 'orders');
  expect(conversation?.orders).toEqual([
    {
      id: '260901-7001001112233',
      state: '待发货',
      promisedShipTime: '2026-11-23 18:00前',
      items: [{ title: '桑蚕丝真丝衬衫女 通勤', price: '￥299.00', attributes: {}, readFrom: 'panel' }],
      readFrom: 'panel',
    },
    { id: '260901-999888', items: [], readFrom: 'url' },
  ]);
  await on.close();
});

test('Pinduoduo: the order of the last buyer is never shown for the next', async () => {
  const on = await openConsole(browser, `${FIXTURE_URLS.pinduoduo}?orders`);
  await on.waitFor((s) => (s.conversation?.orders.length ?? 0) === 1, 'order');
  await on.fixture('switchTo', '7001002');
  await on.waitFor((s) => s.conversation?.orders[0]?.id === '260901-7001002112233', 'order of the second');
  const seen =
    await on.own<{ snapshot: { conversation: { ref: { buyer: string }; orders: { id: string }[] } | null } }[]>(
      'deskmate.events.snapshots',
    );
  for (const { snapshot } of seen) {
    for (const { id } of snapshot.conversation?.orders ?? []) expect(id).toContain(snapshot.conversation?.ref.buyer);
  }
  await on.close();
});

test('Xiaohongshu: order, state and last track line', async () => {
  const on = await openConsole(browser, `${FIXTURE_URLS.xiaohongshu}?orders`);
  const { conversation } = await on.waitFor((s) => (s.conversation?.orders.length ?? 0) > 0, 'order');
  expect(conversation?.orders).toEqual([
    { id: 'P7001001889', state: '待发货', lastTrack: '已揽收，预计明天到达转运中心', items: [], readFrom: 'panel' },
  ]);
  await on.close();
});

test('Goofish: the item in the address', async () => {
  const on = await openConsole(browser, FIXTURE_URLS.goofish ?? '');
  const { conversation } = await on.waitFor((s) => s.conversation?.product !== undefined, 'product');
  expect(conversation?.product).toEqual({ id: '620001', attributes: {}, readFrom: 'url' });
  await on.close();
});

test.each([
  ['pinduoduo', { id: '620001', title: '桑蚕丝真丝衬衫女 通勤', price: '￥299.00', attributes: {}, readFrom: 'card' }],
  ['feige', { title: '桑蚕丝真丝衬衫女 通勤', price: '¥299.00', attributes: {}, readFrom: 'card' }],
  ['jd', { id: '620001', title: '桑蚕丝真丝衬衫女 通勤', price: '￥299.00', attributes: {}, readFrom: 'card' }],
  ['shopee', { title: '桑蚕丝真丝衬衫女 通勤', price: 'Rp299.00', attributes: {}, readFrom: 'card' }],
])('%s: a product card', async (name, product) => {
  const on = await openConsole(browser, FIXTURE_URLS[name] ?? '');
  await on.waitFor((s) => s.state === 'attached', 'attached');
  await on.fixture('receive', { product: { id: '620001', title: '桑蚕丝真丝衬衫女 通勤', price: '299.00' } });
  const { conversation } = await on.waitFor(
    (s) => rowsOf(s.conversation).at(-1)?.startsWith('buyer: [') ?? false,
    'card',
  );
  expect(conversation?.messages.at(-1)?.parts).toEqual([{ type: 'product', product }]);
  await on.close();
});

test('Kuaishou and WeChat store: an order card', async () => {
  for (const name of ['kuaishou', 'wechat-store']) {
    const on = await openConsole(browser, FIXTURE_URLS[name] ?? '');
    await on.waitFor((s) => s.state === 'attached', 'attached');
    await on.fixture('receive', { order: { id: '2026110112345678', state: '待发货' } });
    const { conversation } = await on.waitFor(
      (s) => rowsOf(s.conversation).at(-1)?.includes('[order]') ?? false,
      'card',
    );
    expect(conversation?.messages.at(-1)?.parts[0]).toMatchObject({
      type: 'order',
      order: { id: '2026110112345678', state: '待发货' },
    });
    await on.close();
  }
});

test('a sticker is not a picture of the goods', async () => {
  const on = await openConsole(browser, FIXTURE_URLS.shopee ?? '');
  await on.waitFor((s) => s.state === 'attached', 'attached');
  await on.fixture('receive', { image: { sticker: true } });
  const { conversation } = await on.waitFor((s) => rowsOf(s.conversation).at(-1) === 'buyer: [image]', 'sticker');
  expect(conversation?.messages.at(-1)?.parts).toEqual([{ type: 'image', sticker: true }]);
  await on.close();
});

test('the report shows structure and not one word or number of a person', async () => {
  const on = await openConsole(browser, `${FIXTURE_URLS.pinduoduo}?orders`);
  await on.waitFor((s) => s.state === 'attached', 'attached');
  const report = await on.own<StructureReport>('deskmate.mounted.report()');
  const text = JSON.stringify({ ...report, selectors: [] });
  expect(report.selectors.find(({ css }) => css.startsWith('li.onemsg'))?.hits).toBe(4);
  expect(report.outline.some((line) => line.includes('.buyer-item'))).toBe(true);
  expect(text).not.toMatch(/[\u4e00-\u9fff]/);
  expect(text).not.toMatch(/\d{3,}/);
  await on.close();
});
