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

/** What is true of the question itself. */
export interface QuestionFacts {
  /** Share of the question's words that no entry has. */
  unknown: number;
  /** Share of the goods named that no entry has. */
  unknownGoods: number;
  length: number;
  isQuestion: boolean;
  isChat: boolean;
  /** Chance that it is about none of the scenes. */
  other: number;
  isElliptical: boolean;
  /** There was talk before it, or a product is in focus. */
  hasEarlier: boolean;
}

/** The matches of one question. */
export interface Matched {
  matches: Match[];
  facts: QuestionFacts;
}

/** Creates the part that finds entries for a question (or takes the documents `among`) and measures them; it does not judge. */
export function createMatcher(
  index: EntryIndex,
  encoder: Encoder,
): (input: QueryInput, among?: readonly number[]) => Matched {
  const toView = createQueryViews(index, encoder);
  const findCandidates = createCandidateFinder(index);
  let seen = new Uint32Array(0);
  let stamp = 0;
  return (input, among) => {
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
    const matches = (among ?? findCandidates(query)).map((document): Match => {
      const features = new Float32Array(FEATURES.length);
      const record = index.recordOf(document);
      const scene = index.get(document)?.entry.scene;
      stamp++;
      const best = measure(query, record, scene, ownWeight, index.keyOf, seen, stamp, features);
      return { document, features, best };
    });
    query.release();
    const facts = {
      unknown: query.unknown,
      unknownGoods: query.unknownGoods,
      length: input.text.length,
      isQuestion: input.isQuestion,
      isChat: input.isChat,
      other: input.scenes.get('other') ?? 0,
      isElliptical: input.isElliptical,
      hasEarlier: input.earlier !== '' || input.product !== '',
    };
    return { matches, facts };
  };
}
