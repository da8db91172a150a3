import { afterAll, beforeAll, expect, test } from 'vitest';
import { runPairs } from '@/tests/support/llm-pairs';
import { type LlmServer, startLlmServer } from '@/tests/support/llm-server/start';

/** Local suggestions do not feel the LLM. Few pairs and a wide limit here; fifty and the budget in tests/soak/llm-pairs.test.ts. */

let server: LlmServer;
beforeAll(async () => {
  server = await startLlmServer();
}, 60_000);
afterAll(() => server?.close());

test('an endpoint that never answers: suggestions come as fast as without it', async () => {
  const { medianMs, last } = await runPairs({ baseUrl: server.url, model: 'silence' }, 8);
  expect(medianMs).toBeLessThan(25);
  expect(last).toMatchObject({ candidates: [] });
});
