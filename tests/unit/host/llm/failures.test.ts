import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLlmWorld, type LlmWorld } from '@/tests/support/llm-host';
import { type LlmServer, startLlmServer } from '@/tests/support/llm-server/start';

/** The LLM side of the host against a scripted endpoint in its own process, over real HTTP and SSE. */

const KEY = 'sk-canary-7f3a9c51e8';
const PHONE = '13912345678';
const LIMITS = { firstTokenMs: 500, idleMs: 400, totalMs: 5000 };

let server: LlmServer;
let world: LlmWorld;
let logged: string[];

beforeAll(async () => {
  server = await startLlmServer();
}, 60_000);
afterAll(() => server?.close());
beforeEach(async () => {
  logged = [];
  for (const level of ['debug', 'info', 'log', 'warn', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...args) => void logged.push(args.map(String).join(' ')));
  await server.clear();
  world = createLlmWorld({ fetch, limits: LIMITS });
});

const setUp = async (model: string, key = KEY) => {
  await world.call('llm.settings.set', { on: true, preset: 'custom', baseUrl: server.url, model });
  await world.call('llm.key.set', { key, baseUrl: server.url });
};
const chats = async () => (await server.requests()).filter(({ path }) => path.endsWith('/chat/completions'));

test('a good endpoint: candidates come, cited, only after the local suggestion, and can be inserted', async () => {
  await setUp('ok');
  world.say('buyer-A', '什么时候发货');
  const view = await world.until(({ state }) => state === 'done');
  expect(view.candidates.length).toBeGreaterThan(0);
  expect(view.candidates[0]).toMatchObject({ origin: 'llm', entryId: 'entry-buyer-A' });
  const kinds = world.frames.flatMap((frame) =>
    'event' in frame && (frame.event.type === 'tab' || frame.event.type === 'llm') ? [frame.event] : [],
  );
  const local = kinds.findIndex((event) => event.type === 'tab' && (event.tab?.advice?.suggestions.length ?? 0) > 0);
  const running = kinds.findIndex((event) => event.type === 'llm' && event.llm.state === 'running');
  expect(local).toBeGreaterThanOrEqual(0);
  expect(running).toBeGreaterThan(local);
  const [first] = view.candidates;
  const result = await world.call('insert', {
    tabId: 1,
    sourceId: first?.id ?? '',
    text: first?.text ?? '',
    ref: { console: 'pinduoduo', shop: 's1', buyer: 'buyer-A' },
  });
  expect(result).toMatchObject({ ok: true });
  expect((await chats()).map(({ authorization }) => authorization)).toEqual([`Bearer ${KEY}`]);
});

describe('every failure is a state in words, tried once', () => {
  test.each([
    ['silence', 'slow-first'],
    ['stall', 'slow'],
    ['cut', 'cut'],
    ['http-401', 'auth'],
    ['http-402', 'quota'],
    ['http-404', 'model-missing'],
    ['http-429', 'rate'],
    ['http-500', 'server'],
    ['bad-json', 'malformed'],
    ['wrong-schema', 'malformed'],
    ['refuse', 'refused'],
    ['empty', 'empty'],
    ['endless', 'too-long'],
  ])('%s → %s', async (model, reason) => {
    await setUp(model);
    world.say('buyer-A', '什么时候发货');
    expect(await world.until(({ state }) => state === 'error')).toMatchObject({ reason, candidates: [], preview: [] });
    expect(await chats()).toHaveLength(1);
  });

  test('nothing listens there → unreachable; the local suggestion stands', async () => {
    await world.call('llm.settings.set', { on: true, preset: 'custom', baseUrl: 'http://127.0.0.1:9/v1', model: 'x' });
    world.say('buyer-A', '什么时候发货');
    expect(await world.until(({ state }) => state === 'error')).toMatchObject({ reason: 'unreachable' });
    expect(await world.call('tab.bind', { tabId: 1 })).toMatchObject({
      advice: { suggestions: [{ id: 'local-buyer-A' }] },
    });
  });

  test('no entry answers: a quiet end, no error', async () => {
    await setUp('none');
    world.say('buyer-A', '什么时候发货');
    expect(await world.until(({ state }) => state === 'done')).toMatchObject({ reason: 'none', candidates: [] });
  });

  test.each([
    ['truncated', 'the whole ones of a cut answer'],
    ['thinks', 'an answer behind thinking and a fence'],
    ['no-shape', 'an endpoint that knows no shapes'],
  ])('%s: %s are used', async (model) => {
    await setUp(model);
    world.say('buyer-A', '什么时候发货');
    expect((await world.until(({ state }) => state === 'done')).candidates.length).toBeGreaterThan(0);
  });
});

test('a failing endpoint is left alone: twenty turns, one automatic request, and the press still works', async () => {
  await setUp('http-500');
  for (let i = 0; i < 20; i++) {
    world.say('buyer-A', `第${i}问`);
    await world.until(({ turnId, state }) => turnId === `buyer-A-第${i}问` && state === 'error');
  }
  expect(await chats()).toHaveLength(1);
  await world.call('llm.draft', { tabId: 1 });
  await vi.waitFor(async () => expect(await chats()).toHaveLength(2));
});

test('the server asks for a pause: nothing goes out before, not even by press', async () => {
  await setUp('http-429');
  world.say('buyer-A', '什么时候发货');
  const view = await world.until(({ state }) => state === 'error');
  expect((view.retryAtMs ?? 0) - Date.now()).toBeGreaterThan(3000);
  await world.call('llm.draft', { tabId: 1 });
  await world.until(({ state, reason }) => state === 'error' && reason === 'rate');
  expect(await chats()).toHaveLength(1);
});

test('the day’s budget is used up: no request', async () => {
  await setUp('ok');
  await world.call('llm.settings.set', { dailyTokens: 100 });
  world.say('buyer-A', '什么时候发货');
  await world.until(({ state }) => state === 'done');
  world.say('buyer-A', '发什么快递');
  expect(await world.until(({ state }) => state === 'error')).toMatchObject({ reason: 'budget' });
  expect(await chats()).toHaveLength(1);
});

test('a key is bound to its origin: another address never gets it, and views never get it back', async () => {
  await setUp('ok');
  const settings = await world.call('llm.settings.get', {});
  expect(settings.key).toEqual({ set: true, tail: KEY.slice(-4) });
  await world.call('llm.settings.set', { baseUrl: server.url.replace('127.0.0.1', 'localhost') });
  expect((await world.call('llm.settings.get', {})).key).toEqual({ set: false });
  world.say('buyer-A', '什么时候发货');
  await world.until(({ state }) => state === 'done' || state === 'error');
  expect((await server.requests()).map(({ authorization }) => authorization)).not.toContain(`Bearer ${KEY}`);
});

test('canary: key and phone stay where they may be, through every flow', async () => {
  for (const model of ['ok', 'cut', 'http-401', 'http-500', 'stall', 'bad-json']) {
    await setUp(model);
    world.say('buyer-A', `我的电话${PHONE}，什么时候发货，${model}`);
    await world.until(({ state, turnId }) => (state === 'done' || state === 'error') && (turnId ?? '').endsWith(model));
    await world.call('llm.test', {});
    await world.call('llm.models', {});
  }
  const requests = await server.requests();
  expect(requests.length).toBeGreaterThan(12);
  for (const { body, path, authorization } of requests) {
    expect(body + path).not.toContain(PHONE);
    expect(body + path).not.toContain(KEY);
    expect(authorization).toBe(`Bearer ${KEY}`);
  }
  const { 'secret.llmKey': slot, ...rest } = world.stored;
  expect(JSON.stringify(slot)).toContain(KEY);
  const elsewhere = JSON.stringify([rest, world.outbound, logged, await world.call('llm.outbound.list', {})]);
  expect(elsewhere).not.toContain(KEY);
  expect(elsewhere).not.toContain(PHONE);
  expect(world.outbound.some(({ text }) => text?.includes('〔手机号1〕'))).toBe(true);
  // Views are told the buyer's own words as ever, the key by none of it; the page is told neither.
  expect(JSON.stringify(world.frames)).not.toContain(KEY);
  expect(JSON.stringify(world.toPage)).not.toMatch(new RegExp(`${KEY}|${PHONE}`));
});
