import type { EntryIndex } from './entry-index';
import type { QueryView } from './query-view';

/** How many entries are looked at closely, by shared terms and by nearness of meaning. */
const BY_TERMS = 70;
const BY_MEANING = 50;
const EARLIER_FACTOR = 0.35;

/** Keeps the `limit` largest scores with a small binary heap. */
function topOf(scores: Float32Array, size: number, limit: number, isLive: (i: number) => boolean): number[] {
  const heap: number[] = [];
  const scoreAt = (place: number): number => scores[heap[place] as number] as number;
  const sink = (): void => {
    let place = 0;
    for (;;) {
      let least = place;
      for (const child of [2 * place + 1, 2 * place + 2])
        if (child < heap.length && scoreAt(child) < scoreAt(least)) least = child;
      if (least === place) return;
      const other = heap[least] as number;
      heap[least] = heap[place] as number;
      heap[place] = other;
      place = least;
    }
  };
  for (let i = 0; i < size; i++) {
    const score = scores[i] as number;
    if (score <= 0) continue;
    if (heap.length === limit) {
      if (score <= scoreAt(0) || !isLive(i)) continue;
      heap[0] = i;
      sink();
      continue;
    }
    if (!isLive(i)) continue;
    heap.push(i);
    for (let place = heap.length - 1; place > 0; ) {
      const parent = (place - 1) >> 1;
      if (scoreAt(parent) <= scoreAt(place)) break;
      const other = heap[parent] as number;
      heap[parent] = heap[place] as number;
      heap[place] = other;
      place = parent;
    }
  }
  return heap;
}

/** Creates a finder of the entries worth a close look. */
export function createCandidateFinder(index: EntryIndex): (query: QueryView) => number[] {
  let scores = new Float32Array(0);
  return (query) => {
    const size = index.documents();
    if (scores.length < size) scores = new Float32Array(size * 2);
    const isLive = (document: number): boolean => index.get(document) !== undefined;
    scores.fill(0, 0, size);
    for (const term of query.terms) index.accumulate(term, query.weights[term] as number, scores);
    const factor = query.isElliptical ? 1.5 * EARLIER_FACTOR : EARLIER_FACTOR;
    for (const term of query.earlierTerms) index.accumulate(term, factor * (query.earlier[term] as number), scores);
    const chosen = new Set(topOf(scores, size, BY_TERMS, isLive));
    index.scoreNearness(query.withEarlier, scores);
    for (const document of topOf(scores, size, BY_MEANING, isLive)) chosen.add(document);
    return [...chosen];
  };
}
