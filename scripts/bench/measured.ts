import { performance } from 'node:perf_hooks';
import { percentile } from '../eval/llm-score';

/** What is measured of one engine at one size. */
export interface Measured {
  engine: string;
  size: number;
  /** Questions asked; fewer than there are for slow engines. */
  queries: number;
  hit1: number;
  hit3: number;
  /** Share of the questions with no answer at all. */
  silent: number;
  p50Ms: number;
  p95Ms: number;
  buildMs: number;
  memoryMb: number;
  updateMs?: number;
  startMs?: number;
  storedMb?: number;
}

/** A question with the entries that answer it. */
export interface Asked {
  gold: readonly string[];
}

/** Ids, best first. */
export type Search<Q> = (query: Q) => Promise<string[]> | string[];

/** Time for the timed questions of one engine: a slow one is asked fewer, spread over all. */
const BUDGET_MS = 12_000;
const PASSES = 3;
const LEAST = 6;
const WARM_UP = 64;

/** Memory of living objects and buffers, in MB. */
export function memory(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

/**
 * Starts a watch that gives the milliseconds since: the lesser of the time gone by and the computing time of the whole process,
 * since on a shared machine the first counts the work of others and the second that of helper threads.
 */
export function startWatch(): () => number {
  const begun = performance.now();
  const used = process.cpuUsage();
  return () => {
    const passed = performance.now() - begun;
    const { user, system } = process.cpuUsage(used);
    return Math.min(passed, (user + system) / 1000);
  };
}

/**
 * Asks all questions, after a warm-up, three times over; each counts with its best time, so that what else runs on the machine
 * does not. `renew` makes the search anew before each time, so that no reply of the time before is remembered.
 */
export async function ask<Q extends Asked>(
  queries: readonly Q[],
  renew: () => Search<Q>,
): Promise<Pick<Measured, 'queries' | 'hit1' | 'hit3' | 'silent' | 'p50Ms' | 'p95Ms'>> {
  const warm = renew();
  const sinceWarmUp = startWatch();
  let asked = 0;
  while (asked < WARM_UP && sinceWarmUp() < BUDGET_MS / 4) await warm(queries[asked++ % queries.length] as Q);
  const mean = sinceWarmUp() / asked;
  const passes = mean * queries.length * PASSES <= BUDGET_MS ? PASSES : 1;
  const count = Math.min(queries.length, Math.max(LEAST, Math.floor(BUDGET_MS / passes / mean)));
  const chosen = Array.from({ length: count }, (_, i) => queries[Math.floor((i * queries.length) / count)] as Q);
  const times = new Array<number>(count).fill(Number.POSITIVE_INFINITY);
  let found: string[][] = [];
  for (let pass = 0; pass < passes; pass++) {
    const search = renew();
    found = [];
    for (const [i, query] of chosen.entries()) {
      const read = startWatch();
      const ids = await search(query);
      times[i] = Math.min(times[i] ?? 0, read());
      found.push(ids.slice(0, 3));
    }
  }
  const share = (is: (ids: string[], gold: readonly string[]) => boolean): number =>
    chosen.filter(({ gold }, i) => is(found[i] ?? [], gold)).length / count;
  return {
    queries: count,
    hit1: share(([first], gold) => first !== undefined && gold.includes(first)),
    hit3: share((ids, gold) => ids.some((id) => gold.includes(id))),
    silent: share((ids) => ids.length === 0),
    p50Ms: percentile(times, 0.5) ?? 0,
    p95Ms: percentile(times, 0.95) ?? 0,
  };
}
