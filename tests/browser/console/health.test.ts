import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { launchBrowser, openConsole, rowsOf } from './harness';

/** The console was changed over night: what breaks is named, and wrong data never goes out. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const open = (console_: string, rewrite: [string, string][]) =>
  openConsole(browser, FIXTURE_URLS[console_] ?? '', { rewrite });

test.each([
  ['pinduoduo', 'role', [['buyer-item', 'b-x9']]],
  [
    'feige',
    'role',
    [
      ['messageNotMe', 'x1'],
      ['messageIsMe', 'x2'],
      ['flexDirection', 'justifyItems'],
    ],
  ],
  ['pinduoduo', 'rows', [['middlePanel_list_', 'row_']]],
  [
    'pinduoduo',
    'identity',
    [
      ['nickname-span', 'n-1'],
      ['base-info', 'b-1'],
      ['currentuid', 'uid'],
      ['data-random', 'data-r'],
    ],
  ],
] as [string, string, [string, string][]][])(
  '%s: a broken %s is named and nothing is read',
  async (console_, part, rewrite) => {
    const on = await open(console_, rewrite);
    const snapshot = await on.waitFor((s) => s.state === 'changed', 'changed');
    expect(snapshot.conversation).toBeNull();
    expect(snapshot.health.parts[part]?.broken).toBe(true);
    const sent = await on.own<{ snapshot: { conversation: unknown } }[]>('deskmate.events.snapshots');
    expect(sent.every(({ snapshot: one }) => one.conversation === null)).toBe(true);
    await on.close();
  },
);

test('a lost composer is named; reading goes on and insert says so', async () => {
  const on = await open('pinduoduo', [['replyTextarea', 'reply-9']]);
  const snapshot = await on.waitFor((s) => s.state === 'changed', 'changed');
  expect(snapshot.health.parts.composer?.broken).toBe(true);
  expect(rowsOf(snapshot.conversation)).toContain('buyer: 你好');
  expect(await on.insert('您好')).toEqual({ ok: false, reason: 'composer-missing' });
  await on.close();
});

test('a fallback keeps a renamed part alive and is counted', async () => {
  const on = await open('feige', [['topbar-left-info', 'top-9']]);
  const snapshot = await on.waitFor((s) => s.state === 'attached', 'attached');
  expect(snapshot.conversation?.buyer.name).toBe('小鹿爱逛街');
  expect(snapshot.health.parts.identity).toEqual({ hits: 1, broken: false, fallback: 1 });
  await on.close();
});
