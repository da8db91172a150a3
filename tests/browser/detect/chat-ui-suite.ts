import type { Browser } from 'playwright-core';
import { expect } from 'vitest';
import { adapterSchema } from '@/lib/console/rules-schema';
import { chatUiUrl } from '../../fixtures/chat-uis/serve';
import { teachPage } from '../teach/lesson';
import { type Measure, measure } from './measure';

/** What is asked of a page that no adapter knows: read rightly, or honestly not at all. */

/** Libraries that show no lines of the program. */
const WITHOUT_SYSTEM = new Set(['botframework-webchat', 'deep-chat']);

const expectRight = (result: Measure): void => {
  expect(result.foreign).toEqual([]);
  expect(result.right).toBeGreaterThanOrEqual(0.98);
  expect(result.insert).toBe('ok');
};

const toUrl = (name: string, layout: string): string =>
  layout ? `${chatUiUrl(name)}?layout=${layout}` : chatUiUrl(name);

/** By detection alone: thirty messages (`isShort`: fifteen), one switch, one re-mount, one insert. */
export async function expectDetected(browser: Browser, name: string, isShort: boolean, layout = ''): Promise<Measure> {
  const url = toUrl(name, layout);
  const result = await measure(browser, name, url, !WITHOUT_SYSTEM.has(name), undefined, undefined, isShort);
  expect(result.state).toBe('attached');
  expect(result.nameUnknown).toBe(true);
  expectRight(result);
  return result;
}

/** Taught by at most six presses, then read on a page loaded anew. */
export async function expectTaught(browser: Browser, name: string, isShort: boolean, layout = ''): Promise<Measure> {
  const url = toUrl(name, layout);
  const lesson = await teachPage(browser, url);
  expect(lesson.problem).toBeNull();
  expect(lesson.used).toBeLessThanOrEqual(6);
  expect(lesson.outlined).toBe(true);
  if (!lesson.overlay) throw new Error('nothing was learned');
  expect(adapterSchema.safeParse(lesson.overlay).error).toBeUndefined();
  // this page shows them exactly like the shop's own lines
  const system = name === 'plain-left' ? 'as-agent' : !WITHOUT_SYSTEM.has(name);
  const result = await measure(browser, name, url, system, lesson.overlay, undefined, isShort);
  expect(result.nameRight).toBe(true);
  expectRight(result);
  return result;
}
