import { createFixedClock } from '@/lib/core/clock';
import { createLlmClient, type LlmAnswer, type LlmClient, type LlmEndpoint } from '@/lib/host/llm/client';
import type { LlmFailure } from '@/lib/host/llm/failure';
import { LLM_PRESETS } from '@/lib/suggest/llm/presets';
import { EVAL_NOW_MS } from './conversation';

/** Longest pause between two tries, ms. */
const LONGEST_MS = 60_000;
const TRIES = 4;
const PASSING: ReadonlySet<string> = new Set(['rate', 'server', 'slow', 'slow-first', 'cut', 'unreachable']);

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** The endpoint under test; the key comes from the environment and is never printed. */
export function toEndpoint(baseUrl: string, model: string, keyEnv: string): LlmEndpoint {
  const known = LLM_PRESETS.find((preset) => preset.baseUrl && baseUrl.startsWith(preset.baseUrl));
  return { baseUrl, model, key: process.env[keyEnv] ?? '', json: known?.json ?? 'object' };
}

/** The product's own client, asked again where waiting helps; as long as the server says. */
export function createPatientClient(): LlmClient {
  const client = createLlmClient({
    clock: createFixedClock(EVAL_NOW_MS),
    fetch,
    online: () => true,
    log: async () => undefined,
  });
  return {
    models: (endpoint, signal) => client.models(endpoint, signal),
    async stream(endpoint, request, signal, onText): Promise<LlmAnswer | LlmFailure> {
      for (let tries = 1; ; tries++) {
        const answer = await client.stream(endpoint, request, signal, onText);
        if (answer.ok || tries >= TRIES || !PASSING.has(answer.reason)) return answer;
        await pause(Math.min(LONGEST_MS, answer.retryAfterMs ?? 500 * 2 ** tries));
      }
    },
  };
}

/** True for the scripted endpoint of the tests: figures about it say nothing of a model. */
export const isScripted = async (baseUrl: string): Promise<boolean> =>
  fetch(`${baseUrl}/models`)
    .then((answer) => answer.headers.get('x-scripted') === 'yes')
    .catch(() => false);
