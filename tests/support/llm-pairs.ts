import { readFileSync } from 'node:fs';
import { createLocalBrain } from '@/lib/host/local-brain';
import { entrySchema } from '@/lib/knowledge/schema';
import { createLlmWorld, type LlmWorld } from './llm-host';

const QUESTIONS = ['什么时候发货', '会不会褪色', '能不能退货', '发什么快递', '尺码偏大吗', '有没有运费险', '怎么洗'];

/** How an endpoint fails: its address, model, and whether the machine is offline. */
export interface Fault {
  baseUrl: string;
  model: string;
  isOffline?: boolean;
  key?: string;
}

export interface PairRun {
  /** Median over the pairs of (LLM on) − (LLM off), from the message to the local suggestions in the view; ms. */
  medianMs: number;
  offMs: number;
  onMs: number;
  /** The LLM's state after the last turn; null when it was never told. */
  last: ReturnType<LlmWorld['llm']>;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** The real assistant over a shop's knowledge, in a world with the LLM off or on. */
async function createWorld(fault: Fault | null): Promise<LlmWorld> {
  const brain = createLocalBrain({ now: () => Date.now() });
  const rows = readFileSync('tests/bench/shop.jsonl', 'utf8').trim().split('\n');
  await brain.upsert(
    rows.map((row) => ({
      entry: entrySchema.parse({ kind: 'answer', status: 'published', scope: 'team', ...JSON.parse(row) }),
      source: 'kb',
      precedence: 20,
    })),
  );
  const offline = async () => {
    throw new TypeError('Failed to fetch');
  };
  const world = createLlmWorld(
    {
      fetch: fault?.isOffline ? offline : fetch,
      online: () => fault?.isOffline !== true,
      limits: { firstTokenMs: 60_000, idleMs: 60_000, totalMs: 90_000 },
    },
    'zh-Hans',
    brain,
  );
  if (fault) {
    const { baseUrl, model, key = 'fine' } = fault;
    await world.call('llm.settings.set', { on: true, preset: 'custom', baseUrl, model });
    await world.call('llm.key.set', { key, baseUrl });
  }
  return world;
}

/** From the message to the suggestions of exactly this turn in the view, ms. */
async function ask(world: LlmWorld, text: string): Promise<number> {
  const from = world.frames.length;
  const startMs = performance.now();
  world.say('buyer-A', text);
  for (;;) {
    const frame = world.frames
      .slice(from)
      .find((one) => 'event' in one && one.event.type === 'tab' && one.event.tab?.advice?.turnText === text);
    if (frame) return performance.now() - startMs;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Asks the same turns with the LLM off and on, in turn; the request of the turn before is under way when the next one comes. */
export async function runPairs(fault: Fault, pairs: number): Promise<PairRun> {
  const off = await createWorld(null);
  const on = await createWorld(fault);
  await ask(off, '你好');
  await ask(on, '你好');
  const times: { off: number; on: number }[] = [];
  for (let i = 0; i < pairs; i++) {
    const text = `${QUESTIONS[i % QUESTIONS.length]}，第${i + 1}件`;
    const one = { off: 0, on: 0 };
    for (const which of i % 2 === 0 ? (['off', 'on'] as const) : (['on', 'off'] as const)) {
      one[which] = await ask(which === 'on' ? on : off, text);
      // Longer than the quiet time: the LLM's own work has begun.
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    times.push(one);
  }
  return {
    medianMs: median(times.map((one) => one.on - one.off)),
    offMs: median(times.map((one) => one.off)),
    onMs: median(times.map((one) => one.on)),
    last: on.llm(),
  };
}
