/**
 * A tiny network from features to a score: standardised inputs → hidden tanh units → one number, plus a linear part.
 * The same shape serves ranking (which entry) and confidence (whether to speak).
 */
export interface RankerWeights {
  mean: number[];
  scale: number[];
  linear: number[];
  bias: number;
  /** hidden × inputs */
  hidden: number[][];
  hiddenBias: number[];
  output: number[];
}

const LIMIT = 5;

/** Keeps a standardised input where training has seen inputs. */
export const clip = (value: number): number => Math.max(-LIMIT, Math.min(LIMIT, value));

/** Scores a feature vector. */
export function score(weights: RankerWeights, features: ArrayLike<number>): number {
  const { mean, scale, linear, hidden, hiddenBias, output } = weights;
  let sum = weights.bias;
  const inputs = linear.map((_, i) => clip(((features[i] ?? 0) - (mean[i] ?? 0)) * (scale[i] ?? 1)));
  for (let i = 0; i < inputs.length; i++) sum += (linear[i] ?? 0) * (inputs[i] ?? 0);
  for (let h = 0; h < hidden.length; h++) {
    let at = hiddenBias[h] ?? 0;
    const row = hidden[h] ?? [];
    for (let i = 0; i < inputs.length; i++) at += (row[i] ?? 0) * (inputs[i] ?? 0);
    sum += (output[h] ?? 0) * Math.tanh(at);
  }
  return sum;
}
