import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Conversation } from '@/lib/chat/conversation';
import type { createFixedClock } from '@/lib/core/clock';
import type { Brain } from '@/lib/host/brain';
import { createHost, type Host } from '@/lib/host/host';
import type { HostServices } from '@/lib/host/services';
import type {
  ConsoleMessage,
  HostMethod,
  HostToConsole,
  Snapshot,
  ViewFrame,
  ViewRequest,
} from '@/lib/platform/messages';
import { createPortPair, type Port } from '@/lib/platform/port';
import { stripPortName } from '@/lib/platform/port-names';
import { makeAdvice, makeSuggestion } from '@/tests/support/view-samples';

const OWN = { id: 'deskmate', origin: 'chrome-extension://deskmate' };
const SETTINGS = {
  language: 'zh-CN',
  colorScheme: 'auto',
  strip: true,
  role: 'agent',
  groups: [],
  insertAndSend: false,
  offHosts: [],
  firstRunDone: false,
} as const;

const conversation = (buyer: string, text: string): Conversation => ({
  ref: { console: 'pinduoduo', shop: 's1', buyer },
  shop: { id: 's1', name: '店' },
  buyer: { id: buyer, name: '李雪' },
  messages: [{ id: 'm1', role: 'buyer', parts: [{ type: 'text', text }], seenAtMs: 1000 }],
  orders: [],
  practice: false,
});
const snapshot = (buyer: string, text = '会褪色吗'): Snapshot => ({
  console: 'pinduoduo',
  state: 'attached',
  shop: { id: 's1' },
  conversation: conversation(buyer, text),
  health: { parts: {} },
  list: [],
});

/** Lets the microtasks of ports and promises run. */
const settle = async () => {
  for (let i = 0; i < 20; i++) await Promise.resolve();
};

interface ConsoleEnd {
  port: Port<HostToConsole, ConsoleMessage>;
  got: HostToConsole[];
}

let host: Host;
let clock: ReturnType<typeof createFixedClock> & { now(): number };
let nowMs: number;
let feedback: { question: string }[];
let advise: ReturnType<typeof vi.fn>;

beforeEach(() => {
  nowMs = 10_000;
  clock = { now: () => nowMs };
  feedback = [];
  advise = vi.fn(async (given: Conversation) =>
    makeAdvice({
      ref: given.ref,
      turnId: 't',
      turnText: given.messages[0]?.parts[0]?.type === 'text' ? given.messages[0].parts[0].text : '',
      suggestions: [makeSuggestion({ id: `s-${given.ref.buyer}`, text: `给${given.ref.buyer}的话` })],
    }),
  );
  const brain = { advise, guard: async () => [], search: async () => [] } as unknown as Brain;
  const services = {
    settings: () => SETTINGS,
    setSettings: async () => SETTINGS,
    assistantSettings: () => ({ role: 'agent', groups: [], shopFacts: {} }),
    isLoading: () => false,
    entryCount: () => 1,
    onChange: () => undefined,
    feedback: {
      add: async (row: { question: string }) => void feedback.push(row),
      list: async () => [],
    },
  } as unknown as HostServices;
  const lessons = {
    settings: memorySettings(),
    isSelector: () => true,
    isAllowed: async () => true,
    inject: async () => true,
  };
  host = createHost({ own: OWN, clock, brain: () => brain, services, lessons, onConnections: () => undefined });
});

function memorySettings() {
  const rows = new Map<string, unknown>();
  return {
    all: async () => Object.fromEntries(rows),
    get: async (key: string) => rows.get(key),
    put: async (key: string, value: unknown) => void rows.set(key, value),
    remove: async (key: string) => void rows.delete(key),
  };
}

function connectConsole(tabId: number): ConsoleEnd {
  const sender = { tabId, frameId: 0, url: 'https://mms.pinduoduo.com/chat-merchant/', extensionId: OWN.id };
  const [port, hostEnd] = createPortPair<HostToConsole, ConsoleMessage>('console', sender);
  const got: HostToConsole[] = [];
  port.onMessage((message) => {
    got.push(message);
    if (message.type === 'insert')
      port.post({ type: 'insert-result', requestId: message.requestId, result: { ok: true, undo: true } });
  });
  host.accept(hostEnd as unknown as Port<never, never>);
  return { port, got };
}

function connectView(name = 'view', url = `${OWN.origin}/sidepanel.html`, tabId: number | null = null) {
  const [port, hostEnd] = createPortPair<ViewFrame, ViewRequest>(name, { tabId, frameId: 0, url, extensionId: OWN.id });
  const frames: ViewFrame[] = [];
  port.onMessage((frame) => frames.push(frame));
  let closed = false;
  port.onDisconnect(() => {
    closed = true;
  });
  host.accept(hostEnd as unknown as Port<never, never>);
  let lastId = 0;
  const call = async (method: HostMethod, params: object): Promise<Extract<ViewFrame, { id: number }>> => {
    const id = ++lastId;
    port.post({ id, method, params } as ViewRequest);
    await settle();
    const frame = frames.find((one) => 'id' in one && one.id === id);
    if (!frame || !('id' in frame)) throw new Error('no answer');
    return frame;
  };
  return { port, frames, call, isClosed: () => closed };
}

const ref = (buyer: string) => conversation(buyer, '').ref;

describe('insert', () => {
  test('the issued text for the open conversation reaches the console', async () => {
    const page = connectConsole(1);
    page.port.post({ type: 'snapshot', snapshot: snapshot('A') });
    await settle();
    const { call } = connectView();
    expect(await call('insert', { tabId: 1, sourceId: 's-A', text: '给A的话', ref: ref('A') })).toMatchObject({
      ok: true,
      result: { ok: true },
    });
    expect(page.got.filter(({ type }) => type === 'insert')).toMatchObject([{ text: '给A的话', ref: ref('A') }]);
  });

  test.each([
    { name: 'a text that was never issued', sourceId: 's-A', text: '别的话', buyer: 'A', reason: 'rejected' },
    { name: 'an unknown source', sourceId: 'x', text: '给A的话', buyer: 'A', reason: 'rejected' },
    {
      name: 'a suggestion of the buyer before',
      sourceId: 's-A',
      text: '给A的话',
      buyer: 'A',
      now: 'B',
      reason: 'chat-changed',
    },
    {
      name: 'the words for A under the name of B',
      sourceId: 's-A',
      text: '给A的话',
      buyer: 'B',
      now: 'B',
      reason: 'chat-changed',
    },
  ])('$name → $reason, nothing goes to the page', async ({ sourceId, text, buyer, now, reason }) => {
    const page = connectConsole(1);
    page.port.post({ type: 'snapshot', snapshot: snapshot('A') });
    await settle();
    if (now) {
      page.port.post({ type: 'snapshot', snapshot: snapshot(now) });
      await settle();
    }
    const { call } = connectView();
    expect(await call('insert', { tabId: 1, sourceId, text, ref: ref(buyer) })).toMatchObject({
      result: { ok: false, reason },
    });
    expect(page.got.filter(({ type }) => type === 'insert')).toEqual([]);
  });

  test('a key inserts what was painted 350 ms before, not what has just slid into its place', async () => {
    const page = connectConsole(1);
    page.port.post({ type: 'snapshot', snapshot: snapshot('A') });
    await settle();
    const view = connectView();
    await view.call('tab.bind', { tabId: 1 });
    await view.call('tab.painted', { tabId: 1, ref: ref('A'), places: [{ id: 's-A', text: '给A的话' }] });
    nowMs += 1000;
    await view.call('tab.painted', { tabId: 1, ref: ref('A'), places: [{ id: 's-new', text: '刚到的话' }] });
    nowMs += 100;
    host.press(1, 1);
    await settle();
    expect(page.got.filter(({ type }) => type === 'insert')).toMatchObject([{ text: '给A的话' }]);
  });
});

describe('tabs', () => {
  test('each open tab stands in the list once, and views are told when a page stands otherwise, not when its chat goes on', async () => {
    const page = connectConsole(1);
    connectConsole(1);
    connectConsole(2);
    const view = connectView();
    const told = () => view.frames.filter((frame) => 'event' in frame && frame.event.type === 'changed').length;
    page.port.post({ type: 'snapshot', snapshot: snapshot('A') });
    await settle();
    const { result } = (await view.call('tab.list', {})) as { result: { tabId: number; state: string }[] };
    expect(result.map(({ tabId, state }) => [tabId, state])).toEqual([
      [1, 'attached'],
      [2, 'none'],
    ]);
    const before = told();
    expect(before).toBeGreaterThan(0);
    page.port.post({ type: 'snapshot', snapshot: snapshot('B') });
    await settle();
    expect(told()).toBe(before);
    page.port.post({ type: 'snapshot', snapshot: { ...snapshot('B'), state: 'changed' } });
    await settle();
    expect(told()).toBe(before + 1);
    page.port.disconnect();
    await settle();
    expect(told()).toBe(before + 2);
  });
});

describe('what a console may do', () => {
  const hostile: unknown[] = [
    null,
    'x',
    { type: 'snapshot' },
    { type: 'snapshot', snapshot: { ...snapshot('A'), state: 'admin' } },
    { type: 'snapshot', snapshot: { ...snapshot('A'), shop: { id: 'x'.repeat(2_000_000) } } },
    { type: 'insert', requestId: 'r', text: 'x' },
    { id: 1, method: 'settings.get', params: {} },
    { type: 'insert-result', requestId: 'guess', result: { ok: true, undo: true } },
  ];

  test('messages that do not fit are dropped and answered with nothing', async () => {
    const page = connectConsole(1);
    await settle();
    const before = page.got.length;
    for (const message of hostile) page.port.post(message as ConsoleMessage);
    await settle();
    expect(page.got.length).toBe(before);
    expect(advise).not.toHaveBeenCalled();
  });

  test('a flood is cut off, and ends when the flood ends', async () => {
    const page = connectConsole(1);
    for (let i = 0; i < 5000; i++) page.port.post({ type: 'ping' });
    await settle();
    expect(page.got.filter(({ type }) => type === 'pong').length).toBeLessThanOrEqual(200);
    nowMs += 10_000;
    page.port.post({ type: 'snapshot', snapshot: snapshot('A') });
    await settle();
    expect(advise).toHaveBeenCalledTimes(1);
  });

  test('one tab never hears of another', async () => {
    const a = connectConsole(1);
    const b = connectConsole(2);
    const view = connectView();
    await view.call('tab.bind', { tabId: 1 });
    a.port.post({ type: 'snapshot', snapshot: snapshot('A') });
    b.port.post({ type: 'snapshot', snapshot: snapshot('B', '别的买家的话') });
    await settle();
    expect(JSON.stringify(view.frames)).not.toContain('别的买家的话');
    expect(JSON.stringify(a.got)).not.toContain('别的买家的话');
  });
});

describe('strip', () => {
  test('a strip without its tab’s token is closed', async () => {
    connectConsole(1);
    const strip = connectView(stripPortName('guess'), `${OWN.origin}/strip.html`, 1);
    await settle();
    expect(strip.isClosed()).toBe(true);
  });

  test('with the token it sees its own tab and may call nothing else', async () => {
    const page = connectConsole(1);
    await settle();
    const welcome = page.got.find(({ type }) => type === 'welcome');
    const token = welcome?.type === 'welcome' ? welcome.stripToken : '';
    const strip = connectView(stripPortName(token), `${OWN.origin}/strip.html`, 1);
    page.port.post({ type: 'snapshot', snapshot: snapshot('A') });
    await settle();
    expect(strip.frames.some((frame) => 'event' in frame && frame.event.type === 'tab')).toBe(true);
    for (const method of ['knowledge.list', 'settings.set', 'privacy.wipe', 'tab.list', 'sync.add'] as const)
      expect(await strip.call(method, { tabId: 2 })).toMatchObject({ ok: false, reason: 'not-allowed' });
  });
});

test('feedback keeps the question without the person in it', async () => {
  const page = connectConsole(1);
  page.port.post({ type: 'snapshot', snapshot: snapshot('A', '我是李雪，电话13800138000，怎么还不发') });
  await settle();
  const { call } = connectView();
  expect(await call('feedback', { tabId: 1, kind: 'missing', entryId: null, turnId: 't' })).toMatchObject({ ok: true });
  expect(feedback).toHaveLength(1);
  expect(feedback[0]?.question).toContain('怎么还不发');
  expect(feedback[0]?.question).not.toMatch(/李雪|13800138000/);
});

test('bad parameters are refused with a reason, not an exception', async () => {
  const { call } = connectView();
  expect(await call('sync.add', { url: 'javascript:alert(1)', name: 'x' })).toMatchObject({
    ok: false,
    reason: 'bad-url',
  });
  expect(await call('search', { query: 5 })).toMatchObject({ ok: false, reason: 'bad-params' });
  expect(await call('insert', { tabId: 99, sourceId: 'x', text: 'x', ref: ref('A') })).toMatchObject({
    ok: false,
    reason: 'no-console',
  });
});
