import type { PersonalSpan } from './personal-data';

/** Which type wins where two finders claim the same text and neither is longer. */
const RANK = ['id', 'card', 'order', 'tracking', 'phone', 'email', 'address', 'name'];

/** Makes spans disjoint and sorted: the longer one wins, then the surer type; a part that sticks out of the winner stays its own span. */
export function resolveSpans(spans: readonly PersonalSpan[]): PersonalSpan[] {
  const order = [...spans]
    .filter((span) => span.end > span.start)
    .sort(
      (a, b) => b.end - b.start - (a.end - a.start) || RANK.indexOf(a.type) - RANK.indexOf(b.type) || a.start - b.start,
    );
  const kept: PersonalSpan[] = [];
  const taken = new Map<number, PersonalSpan>();
  for (const span of order) {
    let { start, end } = span;
    while (start < end && taken.has(start)) start++;
    while (end > start && taken.has(end - 1)) end--;
    if (end - start < (start === span.start && end === span.end ? 1 : 2)) continue;
    let isFree = true;
    for (let i = start; i < end && isFree; i++) isFree = !taken.has(i);
    if (!isFree) continue;
    const piece = { type: span.type, start, end };
    for (let i = start; i < end; i++) taken.set(i, piece);
    kept.push(piece);
  }
  return kept.sort((a, b) => a.start - b.start);
}
