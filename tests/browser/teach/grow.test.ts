import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Adapter } from '@/lib/console/adapter';
import { chatUiUrl } from '../../fixtures/chat-uis/serve';
import { launchBrowser, openConsole, rowsOf } from '../console/harness';
import { teachPage } from './lesson';

/** Taught rules on a page that shows kinds of rows which the lesson had not seen. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const url = `${chatUiUrl('desks')}?layout=badges`;
const entry = resolve(import.meta.dirname, '../detect/page-entry.ts');

/** The rules of a lesson that only knows the first rows of a thread. */
const narrow = (rules: Adapter): Adapter => ({
  ...rules,
  roles: rules.roles.map((rule) => ({ ...rule, not: [rule.not, ':nth-child(n+6)'].filter(Boolean).join(', ') })),
});

test('rows that no taught rule explains: looked at again, then read as the rows before them are', async () => {
  const { overlay } = await teachPage(browser, url);
  if (!overlay) throw new Error('nothing was learned');
  const on = await openConsole(browser, url, { entry, adapter: narrow(overlay) });
  try {
    await on.fixture('receive', { role: 'buyer', text: '这件可以机洗吗' });
    await on.fixture('receive', { role: 'agent', text: '建议手洗哦' });
    const { conversation } = await on.waitFor(
      (snapshot) => rowsOf(snapshot.conversation).at(-1) === 'agent: 建议手洗哦',
      'the newest row',
    );
    const wanted = (await on.state()).messages.map(({ role, text }) => `${role === 'robot' ? 'agent' : role}: ${text}`);
    expect(rowsOf(conversation)).toEqual(wanted);
    // whose chat it is comes from the lesson still
    expect(conversation?.buyer.name).toBe('小鹿爱逛街');
  } finally {
    await on.close();
  }
});

test('nothing on the page tells more than the lesson did: nothing is read', async () => {
  const { overlay } = await teachPage(browser, url);
  if (!overlay) throw new Error('nothing was learned');
  // no row of ours is known: what would tell the sides is missing
  const deaf = { ...overlay, roles: overlay.roles.filter(({ role }) => role !== 'agent') };
  const on = await openConsole(browser, url, { entry, adapter: deaf });
  try {
    const { conversation } = await on.waitFor(({ state }) => state === 'changed', 'the page as changed');
    expect(conversation).toBeNull();
  } finally {
    await on.close();
  }
});
