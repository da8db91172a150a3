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
  FEATURE.earlierMeaning,
  FEATURE.earlierWords,
  FEATURE.clauseMeaning,
];
/** Features whose best value over all matches tells what the knowledge has at all. */
const BEST = [FEATURE.words, FEATURE.meaning, FEATURE.covered, FEATURE.coveredConcepts];

/** Inputs of the confidence network: the best match, its lead, and the question. */
export function confidenceInputs<M extends { features: ArrayLike<number> }>(
  ranked: readonly Ranked<M>[],
  facts: QuestionFacts,
): Float32Array {
  const top = ranked[0];
  if (!top) return new Float32Array(OWN.length + BEST.length + 11);
  const lead = (place: number): number => Math.min(8, top.score - (ranked[place]?.score ?? top.score - 8));
  return Float32Array.from([
    ...OWN.map((i) => top.match.features[i] ?? 0),
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
    facts.isElliptical ? 1 : 0,
  ]);
}
