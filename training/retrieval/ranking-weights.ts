import type { RankerWeights } from '@/lib/suggest/retrieve/ranker';
import { FEATURES, type Feature } from '@/lib/suggest/retrieve/features';

/**
 * The ranking weights, per unit of each feature. Set by judgement and checked on the development queries (five folds, 2026-11-21):
 * weights fitted to our own texts did worse there, since those hold few replies and little earlier talk, and the optimum is flat:
 * halving or doubling any one of them moves hit@3 by less than .02.
 */
export const WEIGHTS: Partial<Record<Feature, number>> = {
  words: 2.6,
  meaning: 3.3,
  meaning2: 3.2,
  together: 1.2,
  covered: 6.8,
  coveredConcepts: 0.7,
  answerMeaning: 2.5,
  answerWords: 5.4,
  ownCovered: 3,
  titleMeaning: 2.2,
  scene: 0.32,
  goodsSame: 3.8,
  goodsOther: -0.9,
  goodsUnsaid: 0.3,
  earlierMeaning: 14,
  earlierWords: 12,
  earlierMeaningLoose: 12,
  earlierWordsLoose: 11,
  clauseMeaning: 1.1,
};

/** The same as a ranker without hidden units. */
export const RANKER: RankerWeights = {
  mean: FEATURES.map(() => 0),
  scale: FEATURES.map(() => 1),
  linear: FEATURES.map((feature) => WEIGHTS[feature] ?? 0),
  bias: 0,
  hidden: [],
  hiddenBias: [],
  output: [],
};
