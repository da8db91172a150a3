import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Adapter } from '@/lib/console/adapter';
import { FIXTURE_FRAMES, FIXTURE_URLS } from '../../fixtures/consoles/serve';
import { CONSOLES } from '../console/cases';
import { launchBrowser, rowsOf } from '../console/harness';
import { openTeachPage } from './harness';

/** Every bundled console's page can also be taught: by pressing on its messages, its box and its name, at most six times. */

vi.setConfig({ maxConcurrency: 4 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

interface Taught {
  problem: string | null;
  overlay: Adapter | null;
  used: number;
}

test.concurrent.each(CONSOLES)('$name is read and written by what was taught', async ({ name, buyers: [, second] }) => {
  const on = await openTeachPage(browser, FIXTURE_URLS[name] ?? '', FIXTURE_FRAMES[name]);
  const frame = FIXTURE_FRAMES[name];
  const target = frame ? on.page.frames().find((one) => one.url().includes(frame)) : on.page.mainFrame();
  const call = (method: string, ...args: unknown[]) =>
    target?.evaluate(
      ([key, values]) => (window.__fixture[key as 'receive'] as (...given: unknown[]) => unknown)(...(values as [])),
      [method, args] as const,
    );
  for (const [role, text] of [
    ['buyer', '这件会褪色吗'],
    ['agent', '建议冷水手洗，阴凉处晾干'],
    ['buyer', '好的'],
    ['buyer', '那什么时候发货'],
    ['agent', '今天就发'],
  ])
    await call('receive', { role, text });
  // frameworks render in their own time
  await target?.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  const taught = await on.own<Taught>('teach.teachByAdapter()');
  expect(taught.problem).toBeNull();
  expect(taught.used).toBeLessThanOrEqual(6);
  const wanted = [
    'buyer: 这件会褪色吗',
    'agent: 建议冷水手洗，阴凉处晾干',
    'buyer: 好的',
    'buyer: 那什么时候发货',
    'agent: 今天就发',
  ];
  const first = await on.waitFor((s) => s.state === 'attached', 'attached');
  const said = rowsOf(first.conversation).filter((row) => /^(?:buyer|agent): [^[]/.test(row));
  expect(said.slice(-5)).toEqual(wanted);
  await call('receive', { role: 'buyer', text: '还有别的颜色吗' });
  await on.waitFor((s) => rowsOf(s.conversation).at(-1) === 'buyer: 还有别的颜色吗', 'new row');
  await call('remount');
  await on.waitFor((s) => rowsOf(s.conversation).at(-1) === 'buyer: 还有别的颜色吗', 'after a re-mount');
  expect(await on.own('teach.insert("您好，马上为您查")')).toMatchObject({ ok: true });
  expect((await target?.evaluate(() => window.__fixture.state()))?.composer).toBe('您好，马上为您查');
  await call('switchTo', second);
  const other = await on.waitFor(
    (s) => s.conversation !== null && s.conversation.ref.buyer !== first.conversation?.ref.buyer,
    'second',
  );
  expect(rowsOf(other.conversation).join()).not.toContain('褪色');
  await on.close();
});
