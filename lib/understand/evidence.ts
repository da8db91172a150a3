import { type FoldedText, toOriginalSpan } from '@/lib/core/text';
import type { Evidence } from './understanding';

/** Turns spans of the folded text into evidence in the buyer's own words, in order, duplicates merged. */
export function toEvidence(folded: FoldedText, spans: readonly { start: number; end: number }[]): Evidence[] {
  const found: Evidence[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const { start, end } = toOriginalSpan(folded, span.start, span.end);
    const last = found.at(-1);
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
      last.text = folded.original.slice(last.start, last.end);
    } else found.push({ start, end, text: folded.original.slice(start, end) });
  }
  return found;
}
