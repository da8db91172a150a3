import type { EntryIndex } from './entry-index';
import type { QueryView } from './query-view';
import { topOf } from './top-of';

/** How many entries are looked at closely, by shared terms and by nearness of meaning. */
const BY_TERMS = 70;
const BY_MEANING = 50;
const EARLIER_FACTOR = 0.35;

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
