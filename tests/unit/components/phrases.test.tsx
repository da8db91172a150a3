// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SidePanelApp } from '@/components/panel/side-panel-app';
import type { HostMethods } from '@/lib/platform/messages';
import { createFakeHost, type FakeHost } from '../../support/fake-host';
import { press, type Rendered, render, settle, type, until } from '../../support/render';
import { makePhrase, makeTab, REF, SETTINGS, SHOP, SOURCES } from '../../support/view-samples';

const SHIP = makePhrase({ entryId: 'ship', text: '48小时内发出' });
const SIZE = makePhrase({
  entryId: 'size',
  title: '尺码表',
  text: '看图选码',
  images: [{ name: 'a.png', sha256: 'ab', caption: '女装' }],
});
const MINE = makePhrase({
  entryId: 'me-1',
  id: 'search:own:me-1',
  title: '我的话',
  text: '好的亲',
  source: 'own',
  mine: true,
});
const HOME: HostMethods['phrases.home.get']['result'] = {
  pins: [SHIP],
  recents: [SIZE, SHIP],
  favourites: [MINE],
  folders: {
    name: '',
    path: '',
    count: 9,
    folders: [
      { name: '售后', path: '售后', count: 9, folders: [{ name: '退货', path: '售后/退货', count: 4, folders: [] }] },
    ],
  },
};

let host: FakeHost;
let view: Rendered;
const written: unknown[] = [];

beforeEach(async () => {
  written.length = 0;
  Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: {
      writeText: async (text: string) => void written.push(text),
      write: async ([item]: { parts: Record<string, Promise<Blob>> }[]) =>
        void written.push(await item?.parts['image/png']),
    },
  });
  Object.assign(globalThis, {
    ClipboardItem: class {
      constructor(readonly parts: Record<string, Promise<Blob>>) {}
    },
  });
  // The fields that grow with their text measure again when a font has come.
  Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
  host = createFakeHost({
    'tab.bind': () => makeTab(),
    'tab.painted': () => null,
    'facts.get': () => [],
    'read.list': () => [],
    'settings.get': () => SETTINGS,
    'shop.list': () => [SHOP],
    'sync.status': () => SOURCES,
    'ask.list': () => [],
    insert: () => ({ ok: true, undo: true }),
    copied: () => null,
    search: () => [SHIP, SIZE, MINE],
    'phrases.home.get': () => HOME,
    'phrases.folder.list': () => ({ total: 1, rows: [SIZE] }),
    'phrases.sent.list': () => [{ text: '已给〔姓名1〕登记', title: '已登记' }],
    'phrases.own.get': () => ({ title: '我的话', text: '好的{{courier}}', folder: '售后', shortcut: '' }),
    'phrases.own.save': () => ({ ok: true, value: { entryId: 'me-2' } }),
    'phrases.own.remove': () => null,
    'phrases.pin': () => null,
    'phrases.image.get': () => ({ type: 'image/png', data: btoa('png') }),
    'backup.status': () => ({ count: 51, isDue: true, lastAtMs: null }),
  });
  view = await render(<SidePanelApp client={host} tabId={7} />);
});
afterEach(async () => {
  await view.unmount();
  document.body.replaceChildren();
});

const key = async (target: Element, init: KeyboardEventInit) => {
  await act(async () => {
    target.dispatchEvent(new KeyboardEvent('keydown', { bubbles: true, cancelable: true, ...init }));
  });
  await settle();
};
const inserted = () => host.callsOf('insert').map(({ sourceId, ref }) => [sourceId, ref]);
const entries = () => view.all('phrase').map((one) => one.dataset.entry);
const field = (testId: string) => {
  const found = view.get(testId);
  return found.matches('input, textarea') ? found : (found.querySelector<HTMLElement>('input, textarea') ?? found);
};

test('pins, recents and favourites stand once each, above the folders', async () => {
  await press(view.get('phrases-open'));
  expect(entries()).toEqual(['ship', 'size', 'me-1']);
  expect(view.all('phrase-folder-open').map((one) => one.dataset.folder)).toEqual(['售后']);
});

test('phrases stack: press after press, by pointer or number, the list stays as it is', async () => {
  await press(view.get('phrases-open'));
  await press(view.all('phrase-insert')[0] ?? document.body);
  await key(view.all('phrase-insert')[0] ?? document.body, { key: '2' });
  expect(inserted()).toEqual([
    [SHIP.id, REF],
    [SIZE.id, REF],
  ]);
  expect(entries()).toEqual(['ship', 'size', 'me-1']);
});

test('arrows walk the list, Escape goes back to the chat', async () => {
  await key(field('search'), { key: 'ArrowDown' });
  const [first, second] = view.all('phrase-insert');
  first?.focus();
  await key(first ?? document.body, { key: 'ArrowDown' });
  expect(document.activeElement).toBe(second);
  await key(second ?? document.body, { key: 'Escape' });
  expect(view.has('phrases')).toBe(false);
  expect(view.has('suggestion')).toBe(true);
});

test('a folder opens with its path, its folders and its phrases, for the open conversation', async () => {
  await press(view.get('phrases-open'));
  await press(view.get('phrase-folder-open'));
  await until(() => entries().length === 1);
  expect(host.callsOf('phrases.folder.list')).toEqual([
    {
      tabId: 7,
      shelf: 'all',
      path: '售后',
      conversation: JSON.stringify([REF.console, REF.shop, REF.buyer]),
      offset: 0,
    },
  ]);
  expect(view.all('phrase-folder-open').map((one) => one.dataset.folder)).toEqual(['退货']);
});

test('what was just sent is saved as mine: title proposed, folder chosen', async () => {
  await press(view.get('phrases-open'));
  await press(view.get('phrase-save-sent'));
  await type(field('phrase-folder'), '售后/补发');
  await press(view.get('phrase-save'));
  expect(host.callsOf('phrases.own.save')).toEqual([
    { entryId: null, tabId: 7, title: '已登记', text: '已给〔姓名1〕登记', folder: '售后/补发', shortcut: '' },
  ]);
  expect(view.get('toast').dataset.reason).toBe('phrase-saved');
  expect(view.has('phrase-form')).toBe(false);
});

test('a phrase of mine is changed with its slots still in it, and removed by a second press', async () => {
  await press(view.get('phrases-open'));
  await press(view.all('phrase-more')[2] ?? document.body);
  await until(() => view.has('phrase-remove'));
  await press(view.get('phrase-remove'));
  expect(host.callsOf('phrases.own.remove')).toEqual([]);
  await press(view.get('phrase-remove'));
  expect(host.callsOf('phrases.own.remove')).toEqual([{ entryId: 'me-1' }]);
  await press(view.all('phrase-more')[2] ?? document.body);
  await until(() => view.has('phrase-edit'));
  await press(view.get('phrase-edit'));
  await until(() => view.has('phrase-form'));
  expect((field('phrase-text') as HTMLTextAreaElement).value).toBe('好的{{courier}}');
});

test('the team’s phrases can be pinned, not changed', async () => {
  await press(view.get('phrases-open'));
  await press(view.all('phrase-more')[1] ?? document.body);
  await until(() => view.has('phrase-pin'));
  expect(view.has('phrase-edit')).toBe(false);
  await press(view.get('phrase-pin'));
  expect(host.callsOf('phrases.pin')).toEqual([{ source: 'starter', entryId: 'size', pinned: true }]);
});

test('an image is copied by one press', async () => {
  await press(view.get('phrases-open'));
  await press(view.get('image-copy'));
  await until(() => written.length === 1);
  expect(await (written[0] as Blob).text()).toBe('png');
  expect(view.get('toast').dataset.reason).toBe('image-copied');
});

test('numbers insert a result: with Alt at once, alone only after an arrow key', async () => {
  const box = field('search');
  await type(box, '发');
  await until(() => view.has('search-result'));
  await key(box, { key: '2', code: 'Digit2' });
  expect(inserted()).toEqual([]);
  await key(box, { key: '2', code: 'Digit2', altKey: true });
  await key(box, { key: 'ArrowDown' });
  await key(box, { key: '1', code: 'Digit1' });
  await key(box, { key: 'Enter' });
  expect(inserted().map(([id]) => id)).toEqual([SIZE.id, SHIP.id, SIZE.id]);
  expect(view.all('search-result')).toHaveLength(3);
});

test('fifty changes without a backup are said under "mine"', async () => {
  await press(view.get('phrases-open'));
  expect(view.has('backup-reminder')).toBe(false);
  await press(view.get('shelf-mine'));
  await until(() => view.has('backup-reminder'));
  expect(view.get('backup-reminder').textContent).toContain('51');
});
