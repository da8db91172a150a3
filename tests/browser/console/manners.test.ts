import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import type { Snapshot } from '@/lib/platform/messages';
import { chatUiUrl } from '../../fixtures/chat-uis/serve';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { launchBrowser, openConsole, rowsOf } from './harness';

/** A guest in the page: switched off for a site it holds nothing and reads nothing, and when it leaves nothing stays. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Counts {
  listeners: number;
  observers: number;
  intervals: number;
  reads: number;
}

test.concurrent.for<[string, string, boolean]>([
  ['an adapter', FIXTURE_URLS.pinduoduo ?? '', true],
  ['an editor in the page', FIXTURE_URLS.kuaishou ?? '', true],
  ['detection', `${chatUiUrl('layouts')}?layout=plain`, false],
  ['detection in a shadow root', `${chatUiUrl('layouts')}?layout=shadow`, false],
])(
  '%s: off holds and reads nothing, on works again, leaving leaves no trace',
  async ([, url, hasStrip], { expect }) => {
    const on = await openConsole(browser, url, { entry: resolve(import.meta.dirname, 'manners-entry.ts') });
    const counts = () => on.own<Counts>('manners.counts');
    const markup = () => on.page.evaluate(() => document.documentElement.outerHTML);
    const ours = () => on.page.locator('deskmate-overlay').count();
    const last = () =>
      on.own<Snapshot | null>(`manners.host.posted.findLast(({ type }) => type === 'snapshot')?.snapshot ?? null`);
    const say = (off: boolean) =>
      on.own(
        `manners.host.say({ type: 'welcome', tabId: 1, stripToken: 'token-' + ${off}, strip: true, off: ${off} }); undefined`,
      );
    const reads = async (text: string) =>
      expect.poll(async () => rowsOf((await last())?.conversation).at(-1), { timeout: 8000 }).toBe(`buyer: ${text}`);
    const before = await on.own<Counts>('manners.before');
    const wait = (ms: number) => on.own(`new Promise((done) => setTimeout(done, ${ms}))`);

    await on.fixture('receive', { text: '第一句' });
    await reads('第一句');
    await say(false);
    expect(await ours()).toBe(hasStrip ? 1 : 0);
    const busy = await counts();
    expect(busy.observers).toBeGreaterThan(before.observers);
    expect(busy.listeners).toBeGreaterThan(before.listeners);
    expect(busy.intervals).toBeGreaterThan(before.intervals);

    await say(true);
    await expect.poll(async () => (await last())?.state).toBe('off');
    expect((await last())?.conversation).toBeNull();
    expect(await ours()).toBe(0);
    const page = await markup();
    const { reads: readBefore, ...holds } = await counts();
    expect(holds).toEqual({ listeners: before.listeners, observers: before.observers, intervals: before.intervals });
    const said = await on.own<number>('manners.host.posted.length');
    await on.fixture('receive', { text: '关掉以后的话' });
    // longer than the slowest look at a page that is read
    await wait(1300);
    expect((await counts()).reads).toBe(readBefore);
    expect(await on.own<number>('manners.host.posted.length')).toBe(said);
    // what a person presses is the page's alone
    await on.page.keyboard.press('Alt+Digit1');
    expect(await on.own<number>('manners.host.posted.length')).toBe(said);

    await say(false);
    await reads('关掉以后的话');
    expect(await ours()).toBe(hasStrip ? 1 : 0);
    await on.fixture('receive', { text: '再打开' });
    await reads('再打开');

    await on.own('manners.leave(); undefined');
    expect(await ours()).toBe(0);
    const { reads: _reads, ...left } = await counts();
    expect(left).toEqual({ listeners: before.listeners, observers: before.observers, intervals: before.intervals });
    expect(page).not.toContain('deskmate');
    expect(await markup()).not.toContain('deskmate');
    await on.close();
  },
);
