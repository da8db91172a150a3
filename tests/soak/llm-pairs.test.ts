import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Fault, runPairs } from '../support/llm-pairs';
import { type LlmServer, startLlmServer } from '../support/llm-server/start';

/** Fifty interleaved pairs per fault, LLM off and on: the median difference stays within 5 ms, and a failing endpoint is left alone. */

const PAIRS = 50;
let server: LlmServer;
beforeAll(async () => {
  server = await startLlmServer();
}, 60_000);
afterAll(() => server?.close());
beforeEach(() => server.clear());

const FAULTS: [string, Partial<Fault>, number][] = [
  // A silent endpoint is asked for each turn (the one before is aborted); one that failed is left alone (a turn
  // that comes before the failure does is asked for too).
  ['silent for 60 s', { model: 'silence' }, PAIRS + 1],
  ['wrong key', { key: 'wrong' }, 3],
  ['server error', { model: 'http-500' }, 3],
  ['cut stream', { model: 'cut' }, 3],
  ['dead', { baseUrl: 'http://127.0.0.1:9/v1', model: 'x' }, 0],
  ['offline', { model: 'ok', isOffline: true }, 0],
];

test.each(FAULTS)(
  '%s',
  async (name, fault, most) => {
    const run = await runPairs({ baseUrl: server.url, model: 'ok', ...fault }, PAIRS);
    const requests = (await server.requests()).length;
    console.log(name, { ...run, last: run.last?.reason, requests });
    expect(run.medianMs).toBeLessThanOrEqual(5);
    expect(requests).toBeLessThanOrEqual(most);
    expect(run.last?.candidates).toEqual([]);
  },
  120_000,
);
