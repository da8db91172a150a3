// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StripApp } from '@/components/strip/strip-app';
import type { TabView } from '@/lib/platform/messages';
import { createFakeHost, type FakeHost } from '../../support/fake-host';
import { type Rendered, render, settle, until } from '../../support/render';
import { makeAdvice, makeSuggestion, makeTab, REF, SETTINGS, SLOT_SUGGESTION } from '../../support/view-samples';

let host: FakeHost;
let view: Rendered;
let report: (entry: { intersectionRatio: number; isVisible?: boolean }) => void;

class FakeObserver {
  constructor(callback: IntersectionObserverCallback) {
    report = (entry) => callback([entry as IntersectionObserverEntry], this as unknown as IntersectionObserver);
  }
  observe() {}
  disconnect() {}
}

beforeEach(async () => {
  Object.defineProperty(globalThis, 'IntersectionObserver', {
    configurable: true,
    writable: true,
    value: FakeObserver,
  });
  host = createFakeHost({
    'settings.get': () => SETTINGS,
    'tab.painted': () => null,
    insert: () => ({ ok: true, undo: true }),
  });
  view = await render(<StripApp client={host} />);
});
afterEach(() => view.unmount());

const push = async (tab: TabView | null) => {
  await act(async () => host.push({ type: 'tab', tabId: 7, tab }));
  await settle();
};
/** A press as the browser makes it for a hand (`isTrusted` true) or a script. */
const click = async (isTrusted: boolean) => {
  const event = new MouseEvent('click', { bubbles: true });
  Object.defineProperty(event, 'isTrusted', { value: isTrusted });
  await act(async () => void view.get('suggestion-insert').dispatchEvent(event));
  await settle();
};

test('shows the first suggestion only, says how many more there are, and reports what is painted', async () => {
  await push(makeTab({ advice: makeAdvice({ suggestions: [makeSuggestion(), SLOT_SUGGESTION] }) }));
  expect(view.all('suggestion')).toHaveLength(1);
  expect(view.get('suggestion-text').textContent).toBe(makeSuggestion().text);
  expect(view.get('suggestion').textContent).toContain('+1');
  await until(() => host.callsOf('tab.painted').length > 0);
  expect(host.callsOf('tab.painted').at(-1)).toEqual({
    tabId: 7,
    ref: REF,
    places: [{ id: 's-1', text: makeSuggestion().text }],
  });
});

test('a trusted, visible, un-covered press inserts the painted text', async () => {
  await push(makeTab());
  report({ intersectionRatio: 1, isVisible: true });
  await click(true);
  expect(host.callsOf('insert')).toEqual([{ tabId: 7, sourceId: 's-1', text: makeSuggestion().text, ref: REF }]);
  expect(view.get('toast').dataset.reason).toBe('inserted');
});

test.each([
  ['by a script', false, { intersectionRatio: 1, isVisible: true }, null],
  ['while covered', true, { intersectionRatio: 1, isVisible: false }, 'covered'],
  ['while mostly off the screen', true, { intersectionRatio: 0.4, isVisible: true }, 'covered'],
  ['before the browser has said that it is visible', true, null, 'covered'],
] as const)('a press %s inserts nothing', async (_name, isTrusted, entry, toast) => {
  await push(makeTab());
  if (entry) report(entry);
  await click(isTrusted);
  expect(host.callsOf('insert')).toEqual([]);
  expect(view.has('toast') ? view.get('toast').dataset.reason : null).toBe(toast);
});

test('without the second version of the observer, being on the screen has to do', async () => {
  await push(makeTab());
  report({ intersectionRatio: 1 });
  await click(true);
  expect(host.callsOf('insert')).toHaveLength(1);
});

test.each(['waiting', 'changed', 'unknown', 'off', 'none'] as const)('state %s shows nothing', async (state) => {
  await push(makeTab({ state }));
  expect(view.has('strip')).toBe(false);
});

test('silence is one quiet line', async () => {
  await push(makeTab({ advice: makeAdvice({ suggestions: [], silence: 'low' }) }));
  expect(view.get('silence').dataset.reason).toBe('low');
  expect(view.has('suggestion-insert')).toBe(false);
});

test('calls only what a strip may call', () => {
  const methods = new Set(host.calls.map((call) => call.method));
  expect([...methods].filter((method) => !['settings.get', 'tab.painted', 'insert'].includes(method))).toEqual([]);
});

test('a notice stands above the suggestion; only an uncovered press by hand confirms it', async () => {
  const notice = {
    key: '["feed","n1"]',
    id: 'n1',
    title: '起球',
    wording: '统一这样说',
    mustRead: true,
    acked: false,
    waiting: true,
    deliveredAtMs: 0,
  };
  host.answer('notice.ack', () => null);
  await push(makeTab({ advice: makeAdvice({ suggestions: [] }), notice }));
  expect(view.get('notice').textContent).toContain('统一这样说');
  expect(view.has('strip')).toBe(false);
  const acknowledge = async (isTrusted: boolean) => {
    const event = new MouseEvent('click', { bubbles: true });
    Object.defineProperty(event, 'isTrusted', { value: isTrusted });
    await act(async () => void view.get('notice-ack').dispatchEvent(event));
    await settle();
  };
  await acknowledge(true);
  expect(host.callsOf('notice.ack')).toEqual([]);
  await act(async () => report({ intersectionRatio: 1, isVisible: true }));
  await acknowledge(false);
  expect(host.callsOf('notice.ack')).toEqual([]);
  await acknowledge(true);
  expect(host.callsOf('notice.ack')).toEqual([{ key: notice.key }]);
});
