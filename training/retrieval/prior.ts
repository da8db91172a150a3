import type { Feature } from '@/lib/suggest/retrieve/features';

/**
 * Where the ranking weights (per standard deviation of a feature) start, and what holds them: our own texts say little about
 * replies and earlier talk, so those come from judgement, checked on the development queries.
 */
export const PRIOR: Partial<Record<Feature, number>> = {
  words: 0.15,
  meaning: 0.6,
  meaning2: 0.55,
  together: 0.3,
  covered: 0.5,
  coveredConcepts: 0.2,
  answerMeaning: 0.35,
  answerWords: 0.3,
  ownCovered: 0.25,
  titleMeaning: 0.4,
  scene: 0.1,
  goodsSame: 0.2,
  goodsOther: -0.15,
  goodsUnsaid: 0.1,
  earlierMeaning: 0.4,
  earlierWords: 0.4,
  earlierMeaningLoose: 0.25,
  earlierWordsLoose: 0.25,
  clauseMeaning: 0.2,
};
