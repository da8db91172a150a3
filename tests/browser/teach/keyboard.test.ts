import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TeachPart, TeachState } from '@/lib/platform/messages';
import { chatUiUrl } from '../../fixtures/chat-uis/serve';
import { launchBrowser, openConsole } from '../console/harness';

/** A page is taught without a pointer: arrow keys walk through what is seen, Enter takes it, Esc gives up; the page hears nothing. */

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('a whole lesson by keys', async () => {
  const on = await openConsole(browser, `${chatUiUrl('layouts')}?layout=plain`, {
    entry: resolve(import.meta.dirname, 'teacher-entry.ts'),
  });
  await on.page.evaluate(() => {
    Object.assign(window, { heard: 0 });
    for (const type of ['keydown', 'keyup'])
      document.addEventListener(type, () => (window as unknown as { heard: number }).heard++);
  });
  const state = () => on.own<TeachState>('lesson.state()');
  /** D = down into, R = to the right, L = to the left, U = up. */
  const walk = async (part: TeachPart, steps: string, end: 'Enter' | 'Escape' = 'Enter') => {
    await on.own(`lesson.arm('${part}'); undefined`);
    for (const step of steps)
      await on.page.keyboard.press({ D: 'ArrowDown', R: 'ArrowRight', L: 'ArrowLeft', U: 'ArrowUp' }[step] ?? step);
    await on.page.keyboard.press(end);
    await expect.poll(async () => (await state()).armed).toBeNull();
  };
  // body > (aside, chat) > (header, thread, bar); rows: line of the program, robot, buyer, agent; row > (face, bubble)
  await walk('buyer', 'DRDRDRRDR', 'Escape');
  expect((await state()).done).toEqual([]);
  await walk('buyer', 'DRDRDRRDR');
  await walk('agent', 'DRDRDRRRDR');
  await walk('composer', 'DRDRRD');
  // one step too far, and back
  await walk('name', 'DRDDRLUD');
  const last = await state();
  expect(last).toMatchObject({ problem: null, buyerName: '小鹿爱逛街', used: 4 });
  expect(last.rows.map(({ role, text }) => `${role}: ${text}`).slice(-2)).toEqual([
    'buyer: 你好',
    'agent: 您好，请问有什么可以帮您',
  ]);
  expect(last.overlay).not.toBeNull();
  expect(await on.page.evaluate(() => (window as unknown as { heard: number }).heard)).toBe(0);
  expect(await on.state()).toMatchObject({ composer: '', sent: [], untrustedIgnored: 0 });
  await on.own('lesson.stop(); undefined');
  await on.close();
});
