import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { launchBrowser, openConsole, rowsOf } from './harness';

/** The agent presses in the side panel: another document has the focus, and the composer never had it. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test.each(['pinduoduo', 'feige', 'jd', 'kuaishou'])(
  '%s: inserts while another page has the focus, and in time',
  async (name) => {
    const on = await openConsole(browser, FIXTURE_URLS[name] ?? '');
    await on.waitFor((s) => s.state === 'attached', 'attached');
    const other = await on.page.context().newPage();
    await other.setContent('<input autofocus>');
    await other.bringToFront();
    await other.locator('input').focus();
    await on.fixture('receive', { text: '这件会褪色吗' });
    await on.waitFor((s) => rowsOf(s.conversation).at(-1) === 'buyer: 这件会褪色吗', 'new row');
    const times: number[] = [];
    for (let i = 0; i < 5; i++) {
      const { result, ms } = await on.own<{ result: unknown; ms: number }>(`(async () => {
      const { ref } = deskmate.mounted.snapshot().conversation;
      const started = performance.now();
      const result = await deskmate.mounted.insert({ ref, sourceId: 's', text: '第${i}句。' });
      return { result, ms: performance.now() - started };
    })()`);
      expect(result).toEqual({ ok: true, undo: true });
      times.push(ms);
    }
    expect((await on.state()).composer).toBe('第0句。第1句。第2句。第3句。第4句。');
    expect(await other.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
    console.log(name, 'press → read back (ms):', times.map((ms) => ms.toFixed(0)).join(' '));
    await on.close();
  },
);
