import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Adapter } from '@/lib/console/adapter';
import { adapterSchema } from '@/lib/console/rules-schema';
import { launchBrowser, openConsole, rowsOf } from './harness';

/** An overlay, as detection or teaching makes it, for a chat inside an open shadow root. */
const note = { by: 'taught', on: '2026-11-21' };
const OVERLAY: Adapter = {
  schema: 1,
  id: 'chat.example',
  proof: 'taught',
  match: [{ hosts: ['chat.example'], path: '^/', frame: 'top' }],
  shadow: [{ css: 'shop-chat', ...note }],
  identity: { buyerName: [{ css: 'h1', ...note }] },
  rows: { container: [], row: [{ css: '.line', ...note }], order: 'dom' },
  roles: [
    { role: 'buyer', css: '.buyer', ...note },
    { role: 'agent', css: '.agent, .robot', ...note },
    { role: 'system', css: '.system', ...note },
  ],
  parts: { text: [note] },
  composer: [{ css: '[contenteditable]', kind: 'editable', ...note }],
};

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('reads and writes inside an open shadow root', async () => {
  expect(adapterSchema.safeParse(OVERLAY).success).toBe(true);
  const on = await openConsole(browser, 'https://chat.example/fixture/editors/shadow.html', { adapter: OVERLAY });
  await on.waitFor((s) => s.state === 'attached', 'attached');
  await on.fixture('receive', { text: '这件会褪色吗' });
  const { conversation } = await on.waitFor((s) => rowsOf(s.conversation).at(-1) === 'buyer: 这件会褪色吗', 'new row');
  expect(rowsOf(conversation)).toHaveLength(5);
  await on.locate('.box').focus();
  await on.page.keyboard.type('abc');
  expect(await on.insert('冷水手洗\n阴干')).toEqual({ ok: true, undo: true });
  expect((await on.state()).composer).toBe('abc冷水手洗\n阴干');
  await on.page.keyboard.press('Control+z');
  expect((await on.state()).composer).toBe('abc');
  expect(await on.own('deskmate.events.drafts.at(-1).text')).toBe('abc');
  await on.close();
});
