import { z } from 'zod';
import type { Clock } from '@/lib/core/clock';
import { createId } from '@/lib/core/ids';
import { createLog } from '@/lib/core/log';
import type { LlmJobView } from '@/lib/platform/methods/askings-methods';
import { LLM_REASONS, type LlmReason } from '@/lib/platform/methods/llm-methods';
import type { SettingsStore } from '../../settings';
import type { LlmLine } from '../line';

/** How far a job is, as stored: after a kill it goes on from here. */
const runSchema = z.object({
  run: z.string(),
  state: z.enum(['running', 'paused', 'done', 'cancelled']),
  reason: z.enum(LLM_REASONS).nullable().catch(null),
  items: z.array(z.string()),
  at: z.number().int().min(0),
  failed: z.number(),
  requests: z.number(),
  tokensIn: z.number(),
  tokensOut: z.number(),
});
type Run = z.infer<typeof runSchema>;

/** A job's state; what it has cost is for who knows the prices. */
export type JobState = Omit<LlmJobView, 'cost'>;

/** What came of one item. `again`: the endpoint did not answer, so the item is still to be done. */
export type Step =
  | { kind: 'done'; used: Used }
  | { kind: 'failed'; used: Used }
  | { kind: 'again'; reason: LlmReason; used: Used };
export interface Used {
  requests: number;
  in: number;
  out: number;
}

/** A list of items worked through one by one with an LLM; may be killed at any moment. */
export interface Job {
  start(items: readonly string[]): Promise<boolean>;
  cancel(): Promise<void>;
  /** Goes on where it stood; `asked`: a person pressed. */
  resume(asked: boolean): Promise<void>;
  state(): Promise<JobState>;
  /** Resolves when nothing runs; for tests and shut-down. */
  settled(): Promise<void>;
}

export interface JobDeps {
  /** Row of the settings table that holds the run. */
  row: string;
  clock: Clock;
  settings: SettingsStore;
  line: LlmLine;
  work(item: string, run: string, signal: AbortSignal): Promise<Step>;
  changed(): void;
  /** Sleeps; ends early when aborted. */
  sleep?(ms: number, signal: AbortSignal): Promise<void>;
}

/** Failures in a row on one item after which a person has to look. */
const MAX_TRIES = 5;
/** Heals by waiting. */
const PASSING: ReadonlySet<LlmReason> = new Set([
  'rate',
  'server',
  'slow-first',
  'slow',
  'cut',
  'unreachable',
  'offline',
]);
/** Paused by something that may have passed when the host starts anew. */
const RETRIED_AT_START: ReadonlySet<LlmReason> = new Set([...PASSING, 'budget', 'internal']);
const LEAST_WAIT_MS = 1000;

const log = createLog('llm-job');

/** Ends after `ms`, or at once when aborted. */
export const sleep = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
  });

/** Makes the job over its row. */
export function createJob(deps: JobDeps): Job {
  const rest = deps.sleep ?? sleep;
  let loop: Promise<void> | null = null;
  let abort: AbortController | null = null;
  let retryAtMs: number | null = null;
  let waitsFor: LlmReason | null = null;

  const read = async (): Promise<Run | null> => runSchema.safeParse((await deps.settings.all())[deps.row]).data ?? null;
  const write = async (run: Run) => {
    await deps.settings.put(deps.row, run);
    deps.changed();
  };

  const wait = async (reason: LlmReason, untilMs: number, signal: AbortSignal) => {
    waitsFor = reason;
    retryAtMs = untilMs;
    deps.changed();
    await rest(Math.max(LEAST_WAIT_MS, untilMs - deps.clock.now()), signal);
    waitsFor = null;
    retryAtMs = null;
  };

  const go = async (run: Run, askedFirst: boolean, signal: AbortSignal): Promise<void> => {
    let asked = askedFirst;
    let tries = 0;
    while (run.at < run.items.length) {
      const barred = await deps.line.check(asked);
      if (signal.aborted) return;
      if (barred) {
        if (!barred.retryAtMs) return write({ ...run, state: 'paused', reason: barred.reason });
        await wait(barred.reason, barred.retryAtMs, signal);
        if (signal.aborted) return;
        continue;
      }
      asked = false;
      const step = await deps.work(run.items[run.at] ?? '', run.run, signal);
      run.requests += step.used.requests;
      run.tokensIn += step.used.in;
      run.tokensOut += step.used.out;
      if (signal.aborted) return;
      if (step.kind !== 'again') {
        run.at++;
        if (step.kind === 'failed') run.failed++;
        tries = 0;
        await write(run);
        continue;
      }
      if (!PASSING.has(step.reason) || ++tries >= MAX_TRIES)
        return write({ ...run, state: 'paused', reason: step.reason });
      await write(run);
      await wait(step.reason, deps.line.barredUntilMs(), signal);
      if (signal.aborted) return;
    }
    await write({ ...run, state: 'done', reason: null });
  };

  const launch = (run: Run, asked: boolean) => {
    const mine = new AbortController();
    abort = mine;
    loop = go(run, asked, mine.signal)
      .catch(async (error: unknown) => {
        log.error('a job stopped', { error: error instanceof Error ? error.name : 'unknown' });
        if (!mine.signal.aborted) await write({ ...run, state: 'paused', reason: 'internal' }).catch(() => undefined);
      })
      .finally(() => {
        if (abort !== mine) return;
        abort = null;
        loop = null;
        deps.changed();
      });
  };
  const halt = async () => {
    abort?.abort();
    await loop;
  };

  return {
    async start(items) {
      if (loop) return false;
      const run: Run = {
        run: createId(),
        state: 'running',
        reason: null,
        items: [...new Set(items)],
        at: 0,
        failed: 0,
        requests: 0,
        tokensIn: 0,
        tokensOut: 0,
      };
      await write(run);
      launch(run, true);
      return true;
    },
    async cancel() {
      await halt();
      const run = await read();
      if (run && (run.state === 'running' || run.state === 'paused'))
        await write({ ...run, state: 'cancelled', reason: 'cancelled' });
    },
    async resume(asked) {
      if (loop) return;
      const run = await read();
      if (!run || run.at >= run.items.length) return;
      const goesOn =
        asked || run.state === 'running' || (run.state === 'paused' && RETRIED_AT_START.has(run.reason ?? 'off'));
      if (!goesOn) return;
      const next: Run = { ...run, state: 'running', reason: null };
      await write(next);
      launch(next, asked);
    },
    async state() {
      const run = await read();
      if (!run)
        return {
          state: 'idle',
          reason: null,
          total: 0,
          done: 0,
          failed: 0,
          requests: 0,
          tokens: { in: 0, out: 0 },
          retryAtMs: null,
        };
      return {
        state: run.state === 'running' && waitsFor ? 'waiting' : run.state,
        reason: waitsFor ?? run.reason,
        total: run.items.length,
        done: run.at,
        failed: run.failed,
        requests: run.requests,
        tokens: { in: run.tokensIn, out: run.tokensOut },
        retryAtMs,
      };
    },
    settled: async () => void (await loop),
  };
}
