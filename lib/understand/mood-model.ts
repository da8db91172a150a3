import { createLinearModel, type PackedModel, softmax } from './linear-model';

/** Weights of the mood: a regression of the level and a classifier of its band. */
export interface PackedMood {
  level: PackedModel;
  bands: PackedModel;
}

/** Bands of the level as they are judged: calm, annoyed, to escalate. Both ends inclusive. */
const BANDS: readonly (readonly [number, number])[] = [
  [0, 2],
  [3, 6],
  [7, 10],
];
/** A typical level of each band in the corpus, for the classifier's half of the blend. */
const CENTRES = [0.8, 4.5, 8.2];

/** What the models say: level 0..10, and the chance (0..1) that the level is 7 or more. */
export interface MoodEstimate {
  level: number;
  high: number;
}

/** Level from mood features: the likeliest band, and inside it the mean of both models. */
export function createMoodModel({ level, bands }: PackedMood): (features: readonly number[]) => MoodEstimate {
  const levels = createLinearModel(level);
  const classes = createLinearModel(bands);
  return (features) => {
    const chances = softmax(classes.score(features));
    const regressed = 10 * (levels.score(features)[0] ?? 0);
    const expected = chances.reduce((sum, chance, k) => sum + chance * (CENTRES[k] ?? 0), 0);
    const best = chances.reduce((top, chance, k) => (chance > (chances[top] ?? 0) ? k : top), 0);
    const [low, high] = BANDS[best] ?? [0, 10];
    return { level: Math.max(low, Math.min(high, Math.round((regressed + expected) / 2))), high: chances[2] ?? 0 };
  };
}
