// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DeskApp } from '@/components/desk/desk-app';
import { SHOP_FACTS } from '@/lib/knowledge/shop-facts';
import { createFakeHost, type FakeHost } from '../../support/fake-host';
import { press, type Rendered, render, settle, type, until } from '../../support/render';
import { makeRow, makeTab, SETTINGS, SHOP, SOURCES } from '../../support/view-samples';

let host: FakeHost;
let view: Rendered;

beforeEach(() => {
  // The list asks the layout how much room it has; this library has none.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(400);
  host = createFakeHost({
    'settings.get': () => SETTINGS,
    'settings.set': (part) => ({ ...SETTINGS, ...part }),
    'shop.list': () => [SHOP],
    'shop.save': () => null,
    'sync.status': () => SOURCES,
    'sync.now': () => null,
    'sync.add': () => ({ id: 'feed-new' }),
    'sync.remove': () => null,
    'feedback.list': () => [
      { id: '1', atMs: 1, kind: 'outdated', entryId: 'a', question: '旧的' },
      { id: '2', atMs: 2, kind: 'missing', entryId: null, question: '<b>新的</b>' },
    ],
    'privacy.report': () => ({
      stores: [
        { name: 'shards', rows: 3, bytes: 2_000_000 },
        { name: 'a-new-table', rows: 1, bytes: 10 },
      ],
    }),
    'privacy.wipe': () => null,
    'knowledge.list': ({ offset, limit }) => ({
      total: 10_000,
      rows: Array.from({ length: limit }, (_, index) => makeRow(offset + index)),
    }),
    'knowledge.get': ({ id }) => ({
      kind: 'card',
      id,
      title: '<i>标题</i>',
      body: '**要点**\n- 一\n- <script>alert(1)</script>',
      triggers: [{ any: ['褪色'], attribute: { name: '材质', values: ['真丝'] } }],
    }),
  });
});
afterEach(async () => {
  await view.unmount();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

const open = async (hash: string) => {
  window.location.hash = hash;
  view = await render(<DeskApp client={host} />);
};

test('knowledge: 10,000 entries, only those on the screen in the page, only the pages around them fetched', async () => {
  await open('#/knowledge');
  await settle();
  await until(() => view.has('knowledge-row'));
  expect(view.get('knowledge-count').dataset.count).toBe('10000');
  expect(view.all('knowledge-row').length).toBeLessThan(60);
  expect(host.callsOf('knowledge.list').map((call) => call.offset)).toEqual([0]);
});

test('knowledge: a search asks the host with the words typed', async () => {
  await open('#/knowledge');
  await type(view.get('knowledge-search'), '  真丝 ');
  await until(() => host.callsOf('knowledge.list').some((call) => call.query === '真丝'));
});

test('knowledge: an entry is plain text whatever it holds', async () => {
  await open('#/knowledge/entry-1/starter');
  await until(() => view.has('entry'));
  expect(host.callsOf('knowledge.get')).toEqual([{ source: 'starter', id: 'entry-1' }]);
  const entry = view.get('entry');
  expect(entry.querySelector('script, i')).toBeNull();
  expect(entry.querySelector('h2')?.textContent).toBe('<i>标题</i>');
  expect(entry.querySelector('strong')?.textContent).toBe('要点');
  expect(entry.textContent).toContain('<script>alert(1)</script>');
  expect(entry.textContent).toContain('褪色 · 材质为真丝');
});

test('knowledge: a link that knows no source finds the entry by its id', async () => {
  await open('#/knowledge/entry-3');
  await until(() => host.callsOf('knowledge.get').length > 0);
  expect(host.callsOf('knowledge.get')).toEqual([{ source: 'feed-hq', id: 'entry-3' }]);
});

test('shop: eight facts come first, each says what it unlocks, and saving keeps typed values', async () => {
  await open('#/shop');
  const first = view.get('first-facts').querySelectorAll('[data-testid="fact"]');
  expect(first).toHaveLength(8);
  expect(first[0]?.textContent).toContain('解锁 34 条话术');
  expect(view.all('fact')).toHaveLength(SHOP_FACTS.length);
  const field = (name: string) => {
    const input = document.querySelector<HTMLInputElement>(`input[name="${name}"]`);
    if (!input) throw new Error(name);
    return input;
  };
  await type(field('ship_time'), '付款后24小时内');
  expect(first[0]?.textContent).toContain('现在拍下付款后24小时内给您发出');
  await type(field('return_days'), '十五天');
  expect(document.body.textContent).toContain('请填数字');
  expect(view.get('shop-save').hasAttribute('disabled')).toBe(true);
  await type(field('return_days'), '15');
  await type(field('courier'), '');
  await act(async () => {
    document.querySelector('form')?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
  await settle();
  expect(host.callsOf('shop.save')).toEqual([
    {
      shopId: 'default',
      name: '所有店铺',
      facts: { ship_from: '浙江杭州', ship_time: '付款后24小时内', return_days: 15 },
    },
  ]);
  expect(view.get('toast').dataset.reason).toBe('saved');
});

test('sources: the permission is asked before the source is added, and does not hold it up', async () => {
  let grant: (granted: boolean) => void = () => undefined;
  const order: string[] = [];
  host.requestOrigins = (origins) => {
    order.push(`ask ${origins.join()}`);
    return new Promise((resolve) => {
      grant = resolve;
    });
  };
  host.answer('sync.add', ({ url, name }) => {
    order.push(`add ${url} ${name}`);
    return { id: 'feed-new' };
  });
  await open('#/sources');
  await type(view.get('source-url'), 'https://kb.example.com/m.json');
  await press(view.get('source-add'));
  await act(async () => {
    view
      .get('source-add')
      .closest('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
  await settle();
  expect(order.slice(0, 2)).toEqual([
    'ask https://kb.example.com/*',
    'add https://kb.example.com/m.json kb.example.com',
  ]);
  expect(host.callsOf('sync.now')).toEqual([]);
  await act(async () => grant(true));
  await settle();
  expect(host.callsOf('sync.now')).toEqual([{ id: 'feed-new' }]);
});

test.each(['not a url', 'ftp://x.y/z', 'javascript:alert(1)'])('sources: %s is refused in words', async (url) => {
  await open('#/sources');
  await type(view.get('source-url'), url);
  await act(async () => {
    view
      .get('source-add')
      .closest('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
  await settle();
  expect(document.body.textContent).toContain('网址不对');
  expect(host.asked).toEqual([]);
  expect(host.callsOf('sync.add')).toEqual([]);
});

test('sources: state, error in words, sync now, and removal only after a confirmation and never of the bundled pack', async () => {
  const [starter, feed] = SOURCES;
  if (!starter || !feed) throw new Error('samples');
  host.answer('sync.status', () => [starter, { ...feed, state: 'error', error: 'hash-mismatch' }]);
  await open('#/sources');
  expect(view.all('sync-status').map((row) => [row.dataset.source, row.dataset.version, row.dataset.state])).toEqual([
    ['starter', '1', 'idle'],
    ['feed-hq', '12', 'error'],
  ]);
  expect(document.body.textContent).toContain('下载的内容和清单不符');
  await press(view.get('sync-now'));
  expect(host.callsOf('sync.now')).toEqual([{ id: 'feed-hq' }]);
  expect(view.all('source-remove')).toHaveLength(1);
  await press(view.get('source-remove'));
  await until(() => view.has('confirm'));
  expect(host.callsOf('sync.remove')).toEqual([]);
  await press(view.get('confirm'));
  expect(host.callsOf('sync.remove')).toEqual([{ id: 'feed-hq' }]);
});

test('feedback: newest first, as text', async () => {
  await open('#/feedback');
  expect(view.all('feedback-row').map((row) => row.dataset.kind)).toEqual(['missing', 'outdated']);
  expect(view.get('feedback-row').textContent).toContain('<b>新的</b>');
});

test('privacy: what is stored with its size; a table without a name keeps its own; wiping asks first', async () => {
  await open('#/privacy');
  const report = view.get('privacy-report').textContent ?? '';
  expect(report).toContain('同步来的知识');
  expect(report).toContain('a-new-table');
  expect(report).toContain('2 MB');
  await press(view.get('wipe-all'));
  await until(() => view.has('confirm'));
  expect(host.callsOf('privacy.wipe')).toEqual([]);
  await press(view.get('confirm'));
  expect(host.callsOf('privacy.wipe')).toEqual([{ what: 'all' }]);
});

test('settings: each change is kept at once and shows at once', async () => {
  await open('#/settings');
  const strip = document.querySelector<HTMLInputElement>('input[data-testid="strip-setting"]');
  await act(async () => strip?.click());
  await settle();
  expect(host.callsOf('settings.set')).toEqual([{ strip: false }]);
  const english = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')].find(
    (one) => one.value === 'en',
  );
  await act(async () => english?.click());
  await settle();
  expect(host.callsOf('settings.set')[1]).toEqual({ language: 'en' });
  expect(document.body.textContent).toContain('My role');
});

test('settings: insert-and-send is off unless somebody switched it on', async () => {
  await open('#/settings');
  const box = document.querySelector<HTMLInputElement>('input[data-testid="insert-and-send-setting"]');
  expect(box?.checked).toBe(false);
});

test('settings: a site is switched off by its host', async () => {
  await open('#/settings');
  await type(view.get('off-host'), 'https://im.jinritemai.com/pc?x=1');
  await act(async () => {
    view
      .get('off-host')
      .closest('form')
      ?.dispatchEvent(new Event('submit', { bubbles: true, cancelable: true }));
  });
  await settle();
  expect(host.callsOf('settings.set')).toEqual([{ offHosts: ['im.jinritemai.com'] }]);
});

const CHANGED = makeTab({
  tabId: 4,
  state: 'changed',
  health: { parts: { composer: { hits: 0, broken: true }, rows: { hits: 9, broken: false } } },
});
const REPORT = { console: 'pinduoduo', page: 'x', broken: ['composer'], selectors: [], outline: ['body'] };

test('settings: each open console says how it is read, gives its structure, and is one press away', async () => {
  host.answer('tab.list', () => [CHANGED, makeTab({ tabId: 5, console: 'practice', host: '' })]);
  host.answer('page.report', () => ({ ok: true, value: REPORT }));
  await open('#/settings');
  await until(() => view.has('open-console'));
  // the practice room is no console
  expect(view.all('open-console').map((one) => one.dataset.tab)).toEqual(['4']);
  expect(view.get('open-console').textContent).toContain('mms.pinduoduo.com · 页面有变 · 读不到：输入框。');
  await press(view.get('report'));
  await until(() => view.has('report-text'));
  expect(host.callsOf('page.report')).toEqual([{ tabId: 4 }]);
  expect(view.get('report-text').textContent).toContain('broken: composer');
  await press(view.get('console-show'));
  expect(host.shownTabs).toEqual([4]);
});

test('settings: with no console open it says what to do; one that opens appears by itself', async () => {
  host.answer('tab.list', () => []);
  await open('#/settings');
  await until(() => view.has('consoles-none'));
  expect(view.get('consoles-none').textContent).toContain('先在这个浏览器里打开那个后台');
  host.answer('tab.list', () => [CHANGED]);
  await act(async () => host.push({ type: 'changed', what: ['consoles'] }));
  await until(() => view.has('open-console'));
  expect(view.has('consoles-none')).toBe(false);
});

test('settings: a taught page is shown where it is open, and says so where it is not', async () => {
  host.answer('tab.list', () => [CHANGED]);
  host.answer('overlay.list', () => [
    { host: 'mms.pinduoduo.com', savedAtMs: 1, proof: 'taught' },
    { host: 'kefu.shop.example', savedAtMs: 1, proof: 'taught' },
  ]);
  await open('#/settings');
  await until(() => view.has('open-console') && view.all('overlay').length === 2);
  const [opened, closed] = view.all('overlay');
  expect(opened?.querySelector('[data-testid="console-show"]')).not.toBeNull();
  expect(closed?.querySelector('[data-testid="console-show"]')).toBeNull();
  expect(closed?.textContent).toContain('页面没有打开');
});

test('settings: rules for a host that was not allowed are refused, and taken once it is', async () => {
  let isAllowed = false;
  host.answer('tab.list', () => []);
  host.answer('overlay.list', () => []);
  host.answer('overlay.import', () =>
    isAllowed
      ? { ok: true, value: { host: 'kefu.shop.example', savedAtMs: 1, proof: 'taught' } }
      : { ok: false, reason: 'host-not-allowed', detail: 'kefu.shop.example' },
  );
  await open('#/settings');
  const field = document.querySelector<HTMLInputElement>('input[type="file"]');
  if (!field) throw new Error('no field');
  Object.defineProperty(field, 'files', { value: [new File(['{"a":1}'], 'rules.json')] });
  await act(async () => field.dispatchEvent(new Event('change', { bubbles: true })));
  await until(() => view.has('overlay-refused'));
  expect(view.get('overlay-refused').dataset.reason).toBe('host-not-allowed');
  isAllowed = true;
  await press(view.get('permission-ask'));
  await until(() => !view.has('overlay-refused'));
  expect(host.asked).toEqual([['https://kefu.shop.example/*']]);
  expect(host.callsOf('overlay.import')).toEqual([{ text: '{"a":1}' }, { text: '{"a":1}' }]);
});

test('team: a pasted code says whose it is, and "not joined" is gone; emptied, it is back', async () => {
  host.answer('team.list', () => []);
  host.answer('notice.current', () => []);
  host.answer('team.read', () => ({
    team: '青禾客服部',
    url: 'https://kb.example.com/manifest.json',
    groups: [],
    level: 'company',
    signed: true,
    joined: false,
  }));
  // a field that grows with its text listens to the fonts; this library has none
  Object.defineProperty(document, 'fonts', { configurable: true, value: new EventTarget() });
  await open('#/team');
  await until(() => view.has('team-none'));
  const field = view.all('join-code').find((one) => one.tagName === 'TEXTAREA') as HTMLTextAreaElement;
  await type(field, 'DESKMATE-abc');
  expect(view.has('team-none')).toBe(false);
  await until(() => view.has('join-ticket'));
  expect(view.get('join-ticket').dataset.team).toBe('青禾客服部');
  await type(field, '');
  expect(view.has('team-none')).toBe(true);
});

test('the address bar decides the page', async () => {
  await open('#/privacy');
  expect(view.get('desk').dataset.page).toBe('privacy');
  await act(async () => {
    window.location.hash = '#/shortcuts';
    window.dispatchEvent(new Event('hashchange'));
  });
  await settle();
  expect(view.get('desk').dataset.page).toBe('shortcuts');
  expect(document.body.textContent).toContain('Alt');
});
