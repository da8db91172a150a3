import { FEATURE } from './features';
import type { QuestionFacts } from './matcher';
import { type RankerWeights, score } from './ranker';

/** A match with its ranking score. */
export interface Ranked<M> {
  match: M;
  score: number;
}

/** Matches best first. */
export function rank<M extends { features: ArrayLike<number> }>(
  matches: readonly M[],
  weights: RankerWeights,
): Ranked<M>[] {
  return matches.map((match) => ({ match, score: score(weights, match.features) })).sort((a, b) => b.score - a.score);
}

/** Features of the best match that say how well it fits in itself. */
const OWN = [
  FEATURE.words,
  FEATURE.concepts,
  FEATURE.sounds,
  FEATURE.meaning,
  FEATURE.meaning2,
  FEATURE.together,
  FEATURE.covered,
  FEATURE.coveredConcepts,
  FEATURE.answerMeaning,
  FEATURE.answerWords,
  FEATURE.ownCovered,
  FEATURE.scene,
  FEATURE.goodsSame,
  FEATURE.goodsOther,
  FEATURE.clauseMeaning,
];
/** Features whose best value over all matches tells what the knowledge has at all. */
const BEST = [FEATURE.words, FEATURE.meaning, FEATURE.covered, FEATURE.coveredConcepts];

const when = (holds: boolean, values: readonly number[]): readonly number[] => (holds ? values : values.map(() => 0));

/** Inputs of the confidence network: the best match, its lead, and the question; none without a match. */
export function confidenceInputs<M extends { features: ArrayLike<number> }>(
  ranked: readonly Ranked<M>[],
  facts: QuestionFacts,
): Float32Array {
  const top = ranked[0];
  if (!top) return new Float32Array(0);
  const lead = (place: number): number => Math.min(8, top.score - (ranked[place]?.score ?? top.score - 8));
  const { features } = top.match;
  const of = (i: number): number => features[i] ?? 0;
  return Float32Array.from([
    ...OWN.map(of),
    // Read together with the earlier talk, whether the turn leans on it or not.
    of(FEATURE.meaning) + Math.max(0, of(FEATURE.earlierMeaning) + of(FEATURE.earlierMeaningLoose)),
    of(FEATURE.covered) + of(FEATURE.earlierWords) + of(FEATURE.earlierWordsLoose),
    ...BEST.map((i) => ranked.reduce((best, { match }) => Math.max(best, match.features[i] ?? 0), 0)),
    top.score,
    lead(1),
    lead(3),
    lead(10),
    facts.unknown,
    facts.unknownGoods,
    Math.log(facts.length + 1),
    facts.isQuestion ? 1 : 0,
    facts.isChat ? 1 : 0,
    facts.other,
    // Half a sentence, or one with talk before it, shows less of its scene: its own measure for each.
    ...when(facts.isElliptical, [1, facts.other, of(FEATURE.scene)]),
    ...when(facts.hasEarlier, [1, facts.other, of(FEATURE.scene), of(FEATURE.goodsSame)]),
  ]);
}
