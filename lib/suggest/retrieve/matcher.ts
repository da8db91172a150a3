import { createCandidateFinder } from './candidates';
import type { Encoder } from './encoder';
import type { EntryIndex } from './entry-index';
import { type BestText, FEATURES, measure } from './features';
import { createQueryViews, type QueryInput } from './query-view';

/** An entry with what speaks for it. */
export interface Match {
  document: number;
  features: Float32Array;
  best: BestText;
}

/** The matches of one question, and what is true of the question itself. */
export interface Matched {
  matches: Match[];
  /** Share of the question's words that no entry has. */
  unknown: number;
  length: number;
}

/** Creates the part that finds entries for a question and measures them; it does not judge. */
export function createMatcher(index: EntryIndex, encoder: Encoder): (input: QueryInput) => Matched {
  const toView = createQueryViews(index, encoder);
  const findCandidates = createCandidateFinder(index);
  let seen = new Uint32Array(0);
  let stamp = 0;
  return (input) => {
    if (seen.length < index.terms()) {
      seen = new Uint32Array(index.terms() * 2);
      stamp = 0;
    }
    const query = toView(input);
    const size = index.size();
    const ownWeight = (term: number, kind: number): number => {
      const rare = Math.log((size + 300) / (index.frequency(term) + 1));
      return kind === 0 ? rare * 0.35 : rare;
    };
    const matches = findCandidates(query).map((document): Match => {
      const features = new Float32Array(FEATURES.length);
      const record = index.recordOf(document);
      const scene = index.get(document)?.entry.scene;
      stamp++;
      const best = measure(query, record, scene, ownWeight, index.keyOf, seen, stamp, features);
      return { document, features, best };
    });
    query.release();
    return { matches, unknown: query.unknown, length: query.length };
  };
}
