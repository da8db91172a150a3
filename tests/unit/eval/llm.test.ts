import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { type LlmEvalOptions, runLlm } from '@/scripts/eval/llm';
import { type LlmServer, startLlmServer } from '@/tests/support/llm-server/start';

/** `eval -- llm` from files to report, against the scripted endpoint in its own process. */

const KEY = 'sk-eval-canary-5521';
const KB: [string, string, string, string][] = [
  ['silk', '真丝会不会褪色', '真丝衬衫会褪色吗', '真丝第一次下水会有浮色，用冷水单独手洗就好。'],
  ['ship', '什么时候发货', '拍下多久发货', '付款后按顺序发出，发出后会有物流消息。'],
  ['bill', '怎么开发票', '可以开发票吗', '订单完成后在订单页点申请开票，填写抬头和税号。'],
  ['hair', '羊毛衫起球怎么办', '羊毛衫穿几次就起球', '可以用去球器轻轻推，避免和粗糙面料摩擦。'],
  ['card', '礼盒可以写贺卡吗', '能代写贺卡吗', '可以代写贺卡，下单时在备注里写好内容就行。'],
];
const ASKED: [string, string][] = [
  ['真丝的会不会褪色呀', 'silk'],
  ['真丝衬衫褪色厉害不', 'silk'],
  ['什么时候可以发货', 'ship'],
  ['我拍下了多久发货', 'ship'],
  ['发票怎么开', 'bill'],
  ['可以给我开发票不', 'bill'],
  ['羊毛衫起球了', 'hair'],
  ['羊毛衫老是起球咋办', 'hair'],
  ['礼盒里能放贺卡不', 'card'],
  ['猫粮几个月的小猫能吃', ''],
];

let server: LlmServer;
let dir: string;
let printed: string[];
let options: LlmEvalOptions;

beforeAll(async () => {
  server = await startLlmServer();
}, 60_000);
afterAll(() => server?.close());
beforeEach(async () => {
  await server.clear();
  printed = [];
  for (const level of ['log', 'error'] as const)
    vi.spyOn(console, level).mockImplementation((...args) => void printed.push(args.map(String).join(' ')));
  vi.stubEnv('EVAL_TEST_KEY', KEY);
  dir = mkdtempSync(join(tmpdir(), 'deskmate-eval-'));
  const lines = (rows: object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  writeFileSync(
    join(dir, 'kb.jsonl'),
    lines(KB.map(([id, title, question, answer]) => ({ id, title, questions: [question], answer }))),
  );
  writeFileSync(
    join(dir, 'queries.jsonl'),
    lines(ASKED.map(([text, gold], i) => ({ id: `q${i}`, text, gold: gold ? [gold] : [] }))),
  );
  options = {
    endpoint: server.url,
    model: 'reader',
    keyEnv: 'EVAL_TEST_KEY',
    kb: join(dir, 'kb.jsonl'),
    queries: join(dir, 'queries.jsonl'),
    out: join(dir, 'out.jsonl'),
    limit: 0,
    askings: 1,
    priceIn: 2,
    priceOut: 8,
  };
});

const read = (file: string) => readFileSync(join(dir, file), 'utf8');
const chats = async () => (await server.requests()).filter(({ path }) => path.endsWith('/chat/completions'));

test('the whole pipeline: figures of every part, said to be scripted, the key nowhere; a second run asks nothing again', async () => {
  expect(await runLlm(options)).toBe(true);
  const report = JSON.parse(read('out.jsonl.report.json'));
  expect(report).toMatchObject({
    note: 'scripted endpoint: describes the path, not a model',
    queries: 10,
    failed: 0,
    reranked: { answerable: 9, none: 1, silence: 1 },
    ownAskings: { entries: 1, of: 5, failed: 0 },
    guardPass: 1,
    grounded: 1,
  });
  expect(report.reranked.hit1).toBeGreaterThan(0.8);
  expect(report.citationRight).toBeGreaterThan(0.8);
  expect(report.ownAskings.clean).toBeGreaterThanOrEqual(10);
  expect(report.tokens.in).toBe(1500 * (await chats()).length);
  expect(report.cost).toBeGreaterThan(0);
  expect(report.ms.p95).toBeGreaterThan(0);
  expect(printed.join('\n')).toContain('SCRIPTED');
  expect((await chats()).every(({ authorization }) => authorization === `Bearer ${KEY}`)).toBe(true);
  expect(
    [printed.join(), read('out.jsonl'), read('out.jsonl.report.json'), read('out.jsonl.askings.jsonl')].join(),
  ).not.toContain(KEY);

  await server.clear();
  expect(await runLlm(options)).toBe(true);
  expect(await chats()).toEqual([]);
  expect(JSON.parse(read('out.jsonl.report.json'))).toEqual(report);
}, 60_000);

test('an endpoint that refuses ends the run early; once it answers, the same command goes on', async () => {
  const refused = { ...options, model: 'http-401' };
  expect(await runLlm(refused)).toBe(false);
  expect(await chats()).toHaveLength(5);
  expect(read('out.jsonl')).toContain('"error":"auth"');

  await server.clear();
  expect(await runLlm({ ...options, limit: 4, askings: 0 })).toBe(true);
  await server.clear();
  expect(await runLlm({ ...options, askings: 0 })).toBe(true);
  expect(await chats()).toHaveLength(6);
}, 60_000);
