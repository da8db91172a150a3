import type { DeskmateDatabase } from './database';
import type { CounterRow } from './rows';

/** What can happen to a suggestion. `edited-little`/`edited-much`: sent after a change of at most / more than 30 %. */
const OUTCOMES = [
  'shown',
  'inserted',
  'copied',
  'sent',
  'edited-little',
  'edited-much',
  'ignored',
  'dismissed',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface CounterTotal {
  entryId: string;
  scene: string;
  counts: Partial<Record<Outcome, number>>;
}

/** Daily counters per entry and scene; never chat text, never a buyer. */
export interface CounterStore {
  /** Adds one on the local calendar day of `atMs`. */
  count(outcome: Outcome, entryId: string, scene: string, atMs: number): Promise<void>;
  /** Sums per entry and scene over days `from` to `to` inclusive (YYYY-MM-DD). */
  totals(from: string, to: string): Promise<CounterTotal[]>;
  /** All rows of those days, oldest first: what an export writes. */
  rows(from: string, to: string): Promise<CounterRow[]>;
  clear(): Promise<void>;
}

/** Local calendar day of an instant, YYYY-MM-DD. */
export function toDay(atMs: number): string {
  const date = new Date(atMs);
  const two = (n: number): string => String(n).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

const isOutcome = (event: string): event is Outcome => (OUTCOMES as readonly string[]).includes(event);

/** Creates the counters over the tables. */
export function createCounterStore(db: DeskmateDatabase): CounterStore {
  const between = (from: string, to: string): Promise<CounterRow[]> =>
    db.counters.where('day').between(from, to, true, true).sortBy('day');
  return {
    count: (event, entryId, scene, atMs) =>
      db.transaction('rw', db.counters, async () => {
        const day = toDay(atMs);
        const key = JSON.stringify([day, entryId, scene, event]);
        const before = await db.counters.get(key);
        await db.counters.put({ key, day, entryId, scene, event, count: (before?.count ?? 0) + 1 });
      }),
    async totals(from, to) {
      const totals = new Map<string, CounterTotal>();
      for (const { entryId, scene, event, count } of await between(from, to)) {
        if (!isOutcome(event)) continue;
        const key = JSON.stringify([entryId, scene]);
        const total = totals.get(key) ?? { entryId, scene, counts: {} };
        total.counts[event] = (total.counts[event] ?? 0) + count;
        totals.set(key, total);
      }
      return [...totals.values()];
    },
    rows: between,
    clear: () => db.counters.clear(),
  };
}
