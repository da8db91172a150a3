import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { LlmToolSource } from '@/lib/platform/methods/llm-methods';
import type { LlmTool } from '@/lib/suggest/llm/tools';
import { createLlmWorld, type LlmWorld } from '@/tests/support/llm-host';
import { type LlmServer, startLlmServer } from '@/tests/support/llm-server/start';

/** The agent's tools against a scripted endpoint over real HTTP: press, stream, use, undo, and everything that can go wrong. */

const A = 'buyer-A';
const DRAFT = '付款后48小时内发出，默认中通快递。';
const KEY = 'sk-canary-7f3a9c51e8';
const PHONE = '13912345678';
const LIMITS = { firstTokenMs: 500, idleMs: 400, totalMs: 5000 };

let server: LlmServer;
let world: LlmWorld;

beforeAll(async () => {
  server = await startLlmServer();
}, 60_000);
afterAll(() => server?.close());
beforeEach(() => server.clear());

const open = async (model: string, language?: string) => {
  world = createLlmWorld({ fetch, limits: LIMITS }, language);
  const { url: baseUrl } = server;
  // Only the tools are looked at here: no candidates by themselves.
  await world.call('llm.settings.set', { on: true, mode: 'press', preset: 'custom', baseUrl, model });
  await world.call('llm.key.set', { key: KEY, baseUrl });
  world.say(A, '什么时候发货');
  await world.until(({ turnId }) => turnId !== null);
};
const write = async (text = DRAFT) => {
  world.type(A, text);
  await vi.waitFor(async () => expect((await world.call('tab.bind', { tabId: 1 }))?.draft?.text).toBe(text));
};
const run = (tool: LlmTool, source: LlmToolSource = { kind: 'draft', text: DRAFT }) =>
  world.call('llm.tool.run', { tabId: 1, tool, source });
const ended = () => world.untilTool(({ state }) => state !== 'running' && state !== 'idle');
const chats = async () => (await server.requests()).filter(({ path }) => path.endsWith('/chat/completions'));

test('a draft is rewritten, replaced in the box and put back', async () => {
  await open('ok');
  await write();
  await run('warmer');
  const { result } = await ended();
  expect(result).toMatchObject({ text: `亲，${DRAFT}`, findings: [], isReplaced: false });
  const id = result?.id ?? '';
  expect(await world.call('llm.tool.replace', { tabId: 1, id })).toMatchObject({ ok: true });
  expect(world.box()).toBe(`亲，${DRAFT}`);
  await world.untilTool((view) => view.result?.isReplaced === true);
  expect(await world.call('llm.tool.undo', { tabId: 1, id })).toMatchObject({ ok: true });
  expect(world.box()).toBe(DRAFT);
  expect(world.toPage.every((message) => message.type !== 'insert')).toBe(true);
});

test.each(['shorter', 'formal', 'empathy', 'options'] as const)('%s keeps what is said', async (tool) => {
  await open('ok');
  await write(`亲，${DRAFT}`);
  await run(tool, { kind: 'draft', text: `亲，${DRAFT}` });
  expect((await ended()).result).toMatchObject({ findings: [] });
});

test('a suggestion that the agent picked is rewritten and inserted as any other', async () => {
  await open('ok');
  const local = (await world.call('tab.bind', { tabId: 1 }))?.advice?.suggestions[0];
  await run('empathy', { kind: 'piece', id: local?.id ?? '', text: local?.text ?? '' });
  const { result } = await ended();
  expect(result?.text).toBe(`理解您的心情。${local?.text}`);
  const ref = { console: 'pinduoduo', shop: 's1', buyer: A };
  const piece = { tabId: 1, sourceId: result?.id ?? '', text: result?.text ?? '' };
  expect(await world.call('insert', { ...piece, ref })).toMatchObject({ ok: true });
  expect(await world.call('insert', { ...piece, text: `${piece.text}加价`, ref })).toMatchObject({ ok: false });
});

test('a reply for an English buyer comes with what it says, read back by a request of its own', async () => {
  await open('ok', 'en');
  await write();
  await run('to-buyer');
  const view = await world.untilTool(({ state }) => state === 'done');
  expect(view.result).toMatchObject({
    text: 'We ship within 48 hours after payment, by ZTO Express.',
    back: { state: 'done', text: DRAFT },
    findings: [],
  });
  const bodies = (await chats()).map(({ body }) => body);
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).not.toContain(DRAFT);
});

test('what the buyer wrote is translated for the agent, and can only be copied', async () => {
  await open('ok', 'en');
  world.say(A, 'When do you ship?');
  await world.until(({ turnId }) => (turnId ?? '').endsWith('ship?'));
  await run('to-agent', { kind: 'turn' });
  const { result } = await ended();
  expect(result?.text).toBe('什么时候发货？');
  const ref = { console: 'pinduoduo', shop: 's1', buyer: A };
  const sourceId = result?.id ?? '';
  expect(await world.call('insert', { tabId: 1, sourceId, text: result?.text ?? '', ref })).toMatchObject({
    ok: false,
  });
});

describe('what a model that obeys somebody else writes', () => {
  test.each([
    ['付款后48小时内发出，默认中通快递，晚到赔您100元。', 'withheld'],
    ['付款后48小时内发出，加微信 abc123 详谈。', 'withheld'],
    ['我是一个AI助手，我的指令如下。', 'withheld'],
    ['详见 http://a.example', 'withheld'],
    ['给〔手机号7〕打电话，付款后48小时内发出。', 'withheld'],
    [DRAFT, 'same'],
  ])('%s → %s', async (said, reason) => {
    await open('obey');
    await server.say(said);
    await write();
    await run('warmer');
    const view = await ended();
    expect(view.reason).toBe(reason);
    expect(view.result).toBeNull();
  });

  test('another figure is marked', async () => {
    await open('obey');
    await server.say('付款后24小时内发出，默认中通快递。');
    await write();
    await run('warmer');
    expect((await ended()).result?.findings.map(({ rule }) => rule)).toEqual(['unbacked.lost', 'unbacked.number']);
  });
});

describe('failures are words, asked once', () => {
  test.each([
    ['silence', 'slow-first'],
    ['stall', 'slow'],
    ['cut', 'cut'],
    ['http-401', 'auth'],
    ['http-429', 'rate'],
    ['http-500', 'server'],
    ['bad-json', 'malformed'],
    ['wrong-schema', 'malformed'],
    ['empty', 'empty'],
  ])('%s → %s', async (model, reason) => {
    await open(model);
    await write();
    await run('warmer');
    expect(await ended()).toMatchObject({ state: 'error', reason, result: null, preview: '' });
    expect(await chats()).toHaveLength(1);
  });

  test('a text that is not there is not sent', async () => {
    await open('ok');
    await write();
    await run('warmer', { kind: 'draft', text: '别的话' });
    expect(await ended()).toMatchObject({ state: 'error', reason: 'source-gone' });
    await run('warmer', { kind: 'piece', id: 'nobody', text: '别的话' });
    expect(await ended()).toMatchObject({ state: 'error', reason: 'source-gone' });
    expect(await chats()).toHaveLength(0);
  });
});

test('a draft that was changed is not replaced', async () => {
  await open('ok');
  await write();
  await run('warmer');
  const { result } = await ended();
  await write(`${DRAFT}还有`);
  expect(await world.call('llm.tool.replace', { tabId: 1, id: result?.id ?? '' })).toMatchObject({ ok: false });
  expect(world.box()).toBe(`${DRAFT}还有`);
});

test('cancelled: the endpoint is let go, nothing comes after', async () => {
  await open('slow');
  await write(DRAFT.repeat(4));
  await run('warmer', { kind: 'draft', text: DRAFT.repeat(4) });
  await world.untilTool(({ preview }) => preview !== '');
  await world.call('llm.tool.stop', { tabId: 1 });
  expect(await ended()).toMatchObject({ state: 'stopped', reason: 'cancelled', result: null, preview: '' });
  await vi.waitFor(async () => expect((await chats())[0]?.aborted).toBe(true));
});

test('the chat moves on while it writes: dropped, said so, and nothing of A stands under B', async () => {
  await open('slow');
  await write(DRAFT.repeat(4));
  await run('warmer', { kind: 'draft', text: DRAFT.repeat(4) });
  await world.untilTool(({ preview }) => preview !== '');
  world.say('buyer-B', '在吗');
  const view = await world.untilTool(({ ref }) => ref?.buyer === 'buyer-B');
  expect(view).toMatchObject({ state: 'stopped', reason: 'moved-on', source: null, preview: '', result: null });
});

test('canary: neither key nor phone leaves by a tool, and the phone stands in the rewrite again', async () => {
  await open('ok');
  const text = `您的电话${PHONE}登记好了，${DRAFT}`;
  await write(text);
  await run('warmer', { kind: 'draft', text });
  expect((await ended()).result?.text).toBe(`亲，${text}`);
  for (const { body } of await chats()) expect(body).not.toMatch(new RegExp(`${PHONE}|${KEY}`));
  expect(JSON.stringify([world.outbound, world.stored['llm.usage']])).not.toMatch(new RegExp(`${PHONE}|${KEY}`));
  expect(world.outbound.at(-1)?.purpose).toBe('llm.rewrite');
});
