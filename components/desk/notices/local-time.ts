import { parseInstant } from '@/lib/knowledge/entry';

const two = (n: number): string => String(n).padStart(2, '0');

/** An instant for a `datetime-local` field, in this machine's time; empty when there is none. */
export function toLocalField(instant: string, edge: 'from' | 'to'): string {
  const ms = parseInstant(instant || undefined, edge);
  if (ms === null) return '';
  const d = new Date(ms);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}T${two(d.getHours())}:${two(d.getMinutes())}`;
}

/** What such a field says, as an instant with its zone; empty when it is empty. */
export function fromLocalField(text: string): string {
  const ms = text ? new Date(text).getTime() : Number.NaN;
  return Number.isNaN(ms) ? '' : new Date(ms).toISOString();
}
