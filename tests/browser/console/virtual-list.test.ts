import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MAX_MESSAGES } from '@/lib/chat/conversation';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { launchBrowser, openConsole, rowsOf } from './harness';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('rows that scrolled away stay known, in reading order, once each', async () => {
  const on = await openConsole(browser, FIXTURE_URLS.shopee ?? '');
  await on.waitFor((s) => s.state === 'attached', 'attached');
  const expected = rowsOf((await on.snapshot()).conversation);
  for (let i = 0; i < 40; i++) {
    const role = i % 3 === 2 ? ('agent' as const) : ('buyer' as const);
    await on.fixture('receive', { role, text: `第 ${i} 句` });
    expected.push(`${role}: 第 ${i} 句`);
  }
  await on.waitFor((s) => rowsOf(s.conversation).at(-1) === expected.at(-1), 'last row');
  expect(await on.page.locator('.DEwekPN7v2').count()).toBeLessThan(25);
  for (const to of ['top', 600, 1200, 'bottom', 300, 'bottom'] as const) {
    await on.fixture('scroll', to);
    await on.own('new Promise((done) => setTimeout(done, 250))');
  }
  await on.fixture('receive', { text: '最后一句' });
  expected.push('buyer: 最后一句');
  const { conversation } = await on.waitFor(
    (s) => rowsOf(s.conversation).at(-1) === 'buyer: 最后一句',
    'row after scrolling',
  );
  expect(rowsOf(conversation)).toEqual(expected.slice(-MAX_MESSAGES));
  const ids = conversation?.messages.map(({ id }) => id) ?? [];
  expect(new Set(ids).size).toBe(ids.length);
  const seen = conversation?.messages.map(({ seenAtMs }) => seenAtMs) ?? [];
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  await on.close();
});
