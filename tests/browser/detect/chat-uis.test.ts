import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { chatUiUrl } from '../../fixtures/chat-uis/serve';
import { launchBrowser } from '../console/harness';
import { teachPage } from '../teach/lesson';
import { expectDetected, expectTaught } from './chat-ui-suite';
import { measure } from './measure';

/** Pages that no adapter knows, with real chat libraries, in short runs; the whole ones are in `tests/soak/chat-uis.test.ts`. */

vi.setConfig({ maxConcurrency: 2, testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

const UIS = ['chatui', 'table-inbox', 'deep-chat'];

test.concurrent.each(UIS)('%s: messages, one switch, one re-mount, one insert', async (name) => {
  await expectDetected(browser, name, true);
});

test.concurrent.each([
  'plain',
  'groups',
  'names',
  'rtl',
  'reverse',
  'dates',
  'virtual',
  'intro',
  'shadow',
  'split',
  'split-out',
  'split-frame',
])('layout %s: a short run', async (layout) => {
  await expectDetected(browser, 'layouts', true, layout);
});

test.concurrent.each([
  'columns',
  'quotes',
  'kirim',
  'recycled',
  'days',
  'upwards',
  'tickets',
  'labels',
  'sequel',
  'faces',
  'badges',
  'alts',
])('desk %s: found, a short run', async (layout) => {
  await expectDetected(browser, 'desks', true, layout);
});

test.concurrent.each(['days', 'upwards', 'tickets', 'sequel', 'badges'])(
  'desk %s: taught, a short run on a page loaded anew',
  async (layout) => {
    await expectTaught(browser, 'desks', true, layout);
  },
);

// the others are taught in the long runs
test.concurrent.each(['chatui', 'plain-left'])(
  '%s: taught by at most six presses, a short run on a page loaded anew',
  async (name) => {
    await expectTaught(browser, name, true);
  },
);

test.concurrent.each([
  ['shadow root', `${chatUiUrl('layouts')}?layout=shadow`, undefined],
  ['shadow root, with its box in another,', `${chatUiUrl('layouts')}?layout=split`, undefined],
  ['shadow root, with its box outside,', `${chatUiUrl('layouts')}?layout=split-out`, undefined],
  ['frame', `${chatUiUrl('layouts')}framed.html`, 'layout=plain'],
] as const)('a chat in a %s of the page: found, taught, and read anew after a reload', async (_, url, frame) => {
  const found = await measure(browser, 'layouts', url, true, undefined, frame, true);
  expect(found).toMatchObject({ right: 1, foreign: [], nameRight: true, insert: 'ok' });
  const lesson = await teachPage(browser, url, frame);
  expect(lesson).toMatchObject({ problem: null, outlined: true });
  if (!lesson.overlay) throw new Error('nothing was learned');
  expect(lesson.overlay.match[0]?.frame).toBe(frame ? 'inner' : 'top');
  const taught = await measure(browser, 'layouts', url, true, lesson.overlay, frame, true);
  expect(taught).toMatchObject({ right: 1, foreign: [], nameRight: true, insert: 'ok' });
});
