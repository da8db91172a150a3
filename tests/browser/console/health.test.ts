import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIXTURE_FRAMES, FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { launchBrowser, openConsole, rowsOf } from './harness';

/** The console was changed over night: what breaks is named, and wrong data never goes out. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const open = (console_: string, rewrite: [string, string][]) =>
  openConsole(browser, FIXTURE_URLS[console_] ?? '', { rewrite, frame: FIXTURE_FRAMES[console_] });

test.concurrent.each([
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

test.concurrent('a lost composer is named; reading goes on and insert says so', async () => {
  const on = await open('pinduoduo', [['replyTextarea', 'reply-9']]);
  const snapshot = await on.waitFor((s) => s.state === 'changed', 'changed');
  expect(snapshot.health.parts.composer?.broken).toBe(true);
  expect(rowsOf(snapshot.conversation)).toContain('buyer: 你好');
  expect(await on.insert('您好')).toEqual({ ok: false, reason: 'composer-missing' });
  await on.close();
});

test.concurrent('a fallback keeps a renamed part alive and is counted', async () => {
  const on = await open('feige', [['topbar-left-info', 'top-9']]);
  const snapshot = await on.waitFor((s) => s.state === 'attached', 'attached');
  expect(snapshot.conversation?.buyer.name).toBe('小鹿爱逛街');
  expect(snapshot.health.parts.identity).toEqual({ hits: 1, broken: false, fallback: 1 });
  await on.close();
});

test.concurrent.each([
  ['kuaishou', [['SessionBaseCard-active', 'SessionBaseCard-x1']], 'the sender who is also in the list'],
  ['1688', [['chat-header', 'h-x1']], 'the name in the pane'],
  [
    'tiktok-shop',
    [
      ['conversation_card_username', 'card_username'],
      ['card-active-b6df03', 'x'],
    ],
    null,
  ],
  [
    'goofish',
    [
      ['topbar--m2', 'x--m2'],
      ['peerUserId', 'p'],
    ],
    'the row marked open, and the pane',
  ],
] as [string, [string, string][], string | null][])(
  '%s with parts renamed %j: the buyer is %s',
  async (console_, rewrite, how) => {
    const on = await open(console_, rewrite);
    const snapshot = await on.waitFor((s) => s.state === (how ? 'attached' : 'changed'), 'settled');
    expect(snapshot.conversation?.buyer.name ?? null).toBe(how ? '小鹿爱逛街' : null);
    await on.fixture('switchTo', '7001002');
    if (how) await on.waitFor((s) => s.conversation?.buyer.name === '一颗糖', 'second');
    await on.close();
  },
);
