import type { ShopFact } from '@/lib/knowledge/shop-facts';

/** Longest value of a text fact: it stands inside a reply. The host takes up to 500. */
export const MAX_FACT_CHARS = 120;

export type FactProblem = 'number' | 'time' | 'long';

/** What is wrong with a value as typed; null when it is fine. An empty value is fine: it unsets the fact. */
export function checkFact(fact: ShopFact, typed: string): FactProblem | null {
  const value = typed.trim();
  if (value === '') return null;
  if (fact.type === 'number') return /^\d{1,6}(\.\d{1,2})?$/.test(value) ? null : 'number';
  if (fact.type === 'time') return /^([01]?\d|2[0-4])[:：][0-5]\d$/.test(value) ? null : 'time';
  return value.length > MAX_FACT_CHARS ? 'long' : null;
}

/** The value to keep: numbers as numbers, times with a plain colon. Only for values that `checkFact` passed. */
export function toFactValue(fact: ShopFact, typed: string): string | number {
  const value = typed.trim();
  if (fact.type === 'number') return Number(value);
  return fact.type === 'time' ? value.replace('：', ':') : value;
}
