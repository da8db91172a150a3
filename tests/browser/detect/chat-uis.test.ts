import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { adapterSchema } from '@/lib/console/rules-schema';
import { chatUiUrl } from '../../fixtures/chat-uis/serve';
import { launchBrowser } from '../console/harness';
import { teachPage } from '../teach/lesson';
import { measure } from './measure';

/** Pages that no adapter knows, with real chat libraries: read rightly, or honestly not at all. */

vi.setConfig({ maxConcurrency: 2, testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const UIS = (
  process.env.CHAT_UIS ?? 'chatui,ant-design-x,react-chat-elements,table-inbox,botframework-webchat,deep-chat'
).split(',');

/** Libraries that show no lines of the program. */
const WITHOUT_SYSTEM = new Set(['botframework-webchat', 'deep-chat']);

test.concurrent.each(UIS)('%s: thirty messages, one switch, one re-mount, one insert', async (name) => {
  const result = await measure(browser, name, chatUiUrl(name), !WITHOUT_SYSTEM.has(name));
  if (process.env.CHAT_UIS) console.log(JSON.stringify(result));
  expect(result.state).toBe('attached');
  expect(result.foreign).toEqual([]);
  expect(result.right).toBeGreaterThanOrEqual(0.98);
  expect(result.nameUnknown).toBe(true);
  expect(result.insert).toBe('ok');
});

const LAYOUTS = (process.env.LAYOUTS ?? 'plain,groups,names,rtl,reverse,dates,virtual,intro,shadow').split(',');

test.concurrent.each(LAYOUTS)('layout %s: a short run', async (name) => {
  const result = await measure(
    browser,
    name,
    `${chatUiUrl('layouts')}?layout=${name}`,
    true,
    undefined,
    undefined,
    !process.env.LAYOUTS,
  );
  if (process.env.LAYOUTS) console.log(JSON.stringify(result));
  expect(result.state).toBe('attached');
  expect(result.foreign).toEqual([]);
  expect(result.right).toBeGreaterThanOrEqual(0.98);
  expect(result.nameUnknown).toBe(true);
  expect(result.insert).toBe('ok');
});

test.concurrent.each((process.env.TEACH ?? [...UIS, 'plain-left'].join()).split(',').filter(Boolean))(
  '%s: taught by at most six presses, a short run on a page loaded anew',
  async (name) => {
    const lesson = await teachPage(browser, chatUiUrl(name));
    if (process.env.TEACH) console.log(JSON.stringify(lesson));
    expect(lesson.problem).toBeNull();
    expect(lesson.used).toBeLessThanOrEqual(6);
    expect(lesson.outlined).toBe(true);
    if (!lesson.overlay) throw new Error('nothing was learned');
    expect(adapterSchema.safeParse(lesson.overlay).error).toBeUndefined();
    // this page shows them exactly like the shop's own lines
    const system = name === 'plain-left' ? 'as-agent' : !WITHOUT_SYSTEM.has(name);
    const result = await measure(browser, name, chatUiUrl(name), system, lesson.overlay, undefined, !process.env.TEACH);
    if (process.env.TEACH) console.log(JSON.stringify(result));
    expect(result.foreign).toEqual([]);
    expect(result.right).toBeGreaterThanOrEqual(0.98);
    expect(result.nameRight).toBe(true);
    expect(result.insert).toBe('ok');
  },
);

test.concurrent.each([
  ['shadow', `${chatUiUrl('layouts')}?layout=shadow`, undefined],
  ['frame', `${chatUiUrl('layouts')}framed.html`, 'layout=plain'],
] as const)('a chat in a %s of the page: found, taught, and read anew after a reload', async (_, url, frame) => {
  const found = await measure(browser, 'layouts', url, true, undefined, frame);
  expect(found).toMatchObject({ right: 1, foreign: [], nameRight: true, insert: 'ok' });
  const lesson = await teachPage(browser, url, frame);
  expect(lesson).toMatchObject({ problem: null, outlined: true });
  if (!lesson.overlay) throw new Error('nothing was learned');
  expect(lesson.overlay.match[0]?.frame).toBe(frame ? 'inner' : 'top');
  const taught = await measure(browser, 'layouts', url, true, lesson.overlay, frame);
  expect(taught).toMatchObject({ right: 1, foreign: [], nameRight: true, insert: 'ok' });
});
