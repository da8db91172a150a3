import { z } from 'zod';
import type { Clock } from '@/lib/core/clock';
import type { SettingsStore } from '../settings';

const ROW = 'llm.usage';
const schema = z.object({
  day: z.string(),
  requests: z.number(),
  tokensIn: z.number(),
  tokensOut: z.number(),
});
export type Usage = z.infer<typeof schema>;

/** What was used today, on this machine. */
export interface UsageBook {
  today(): Promise<Usage>;
  add(tokens: { in: number; out: number }): Promise<void>;
}

/** Creates the book; days are this machine's calendar days. */
export function createUsageBook(store: SettingsStore, clock: Clock): UsageBook {
  const dayOf = (ms: number): string => {
    const date = new Date(ms);
    return [date.getFullYear(), date.getMonth() + 1, date.getDate()].join('-');
  };
  const today = async (): Promise<Usage> => {
    const day = dayOf(clock.now());
    const row = schema.safeParse((await store.all())[ROW]);
    return row.success && row.data.day === day ? row.data : { day, requests: 0, tokensIn: 0, tokensOut: 0 };
  };
  let last: Promise<void> = Promise.resolve();
  return {
    today,
    add: (tokens) => {
      last = last.then(today).then((usage) =>
        store.put(ROW, {
          ...usage,
          requests: usage.requests + 1,
          tokensIn: usage.tokensIn + tokens.in,
          tokensOut: usage.tokensOut + tokens.out,
        }),
      );
      return last;
    },
  };
}
