/** A dependency-free trainer of linear models: softmax or sigmoid outputs, AdaGrad, L2, feature dropout; the same seed gives the same weights. */
import type { PackedModel } from '@/lib/understand/linear-model';

export interface Example {
  features: number[];
  /** Target per output: softmax rows sum to 1, sigmoid rows hold 0..1, NaN = unknown (no gradient). */
  target: Float64Array;
  weight: number;
}

export interface TrainOptions {
  outputs: string[];
  /** Which outputs form softmax groups; the others are sigmoid or, with `linear`, least squares. */
  kind: 'softmax' | 'sigmoid' | 'linear';
  epochs: number;
  rate: number;
  l2: number;
  dropout: number;
  seed: number;
  /** Features seen in fewer examples are left out. */
  minCount: number;
  /** Where a feature's weights begin (what the lexicon already knows), by hash; length = outputs. */
  prior?: ReadonlyMap<number, readonly number[]>;
}

/** Mulberry32: small, fast, seeded. */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export interface Trained {
  hashes: number[];
  weights: Float32Array;
  bias: Float64Array;
  options: TrainOptions;
}

export function train(examples: readonly Example[], options: TrainOptions): Trained {
  const { outputs, kind, epochs, rate, l2, dropout, minCount } = options;
  const size = outputs.length;
  const counts = new Map<number, number>();
  for (const { features } of examples) for (const feature of features) counts.set(feature, (counts.get(feature) ?? 0) + 1);
  for (const hash of options.prior?.keys() ?? []) counts.set(hash, minCount);
  const hashes = [...counts].filter(([, count]) => count >= minCount).map(([hash]) => hash).sort((a, b) => a - b);
  const rowOf = new Map(hashes.map((hash, row) => [hash, row]));
  const weights = new Float32Array(hashes.length * size);
  hashes.forEach((hash, row) => {
    options.prior?.get(hash)?.forEach((value, k) => {
      weights[row * size + k] = value;
    });
  });
  const gradients = new Float32Array(hashes.length * size).fill(1e-4);
  const bias = new Float64Array(size);
  const biasGradient = new Float64Array(size).fill(1e-4);
  const rows = examples.map(({ features }) => features.flatMap((f) => rowOf.get(f) ?? []));
  const random = createRandom(options.seed);
  const order = examples.map((_, index) => index);
  const scores = new Float64Array(size);
  for (let epoch = 0; epoch < epochs; epoch++) {
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    const step = rate * (1 - (0.9 * epoch) / epochs);
    for (const index of order) {
      const example = examples[index];
      const all = rows[index];
      if (!example || !all) continue;
      const kept = dropout > 0 ? all.filter(() => random() >= dropout) : all;
      const length = Math.sqrt(Math.max(1, kept.length));
      scores.set(bias);
      for (const row of kept) for (let k = 0; k < size; k++) scores[k] = (scores[k] ?? 0) + (weights[row * size + k] ?? 0) / length;
      if (kind === 'softmax') {
        const top = Math.max(...scores);
        let sum = 0;
        for (let k = 0; k < size; k++) {
          scores[k] = Math.exp((scores[k] ?? 0) - top);
          sum += scores[k] ?? 0;
        }
        for (let k = 0; k < size; k++) scores[k] = (scores[k] ?? 0) / sum;
      } else if (kind === 'sigmoid') for (let k = 0; k < size; k++) scores[k] = 1 / (1 + Math.exp(-(scores[k] ?? 0)));
      for (let k = 0; k < size; k++) {
        const target = example.target[k] ?? Number.NaN;
        if (Number.isNaN(target)) continue;
        const error = ((scores[k] ?? 0) - target) * example.weight;
        if (Math.abs(error) < 1e-4) continue;
        biasGradient[k] = (biasGradient[k] ?? 0) + error * error;
        bias[k] = (bias[k] ?? 0) - (step * error) / Math.sqrt(biasGradient[k] ?? 1);
        const slope = error / length;
        for (const row of kept) {
          const at = row * size + k;
          const gradient = slope + l2 * (weights[at] ?? 0);
          gradients[at] = (gradients[at] ?? 0) + gradient * gradient;
          weights[at] = (weights[at] ?? 0) - (step * gradient) / Math.sqrt(gradients[at] ?? 1);
        }
      }
    }
  }
  return { hashes, weights, bias, options };
}

const toBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** Quantises to int8 with one scale per output; rows without a word to say are dropped. */
export function pack({ hashes, weights, bias, options }: Trained, floor = 0.02): PackedModel {
  const size = options.outputs.length;
  const largest = new Float64Array(size);
  for (let i = 0; i < weights.length; i++) largest[i % size] = Math.max(largest[i % size] ?? 0, Math.abs(weights[i] ?? 0));
  const scale = [...largest].map((value) => (value === 0 ? 1 : value / 127));
  const kept = hashes.map((_, row) => row).filter((row) => {
    for (let k = 0; k < size; k++) if (Math.abs(weights[row * size + k] ?? 0) > floor * (largest[k] ?? 1)) return true;
    return false;
  });
  const packed = new Int8Array(kept.length * size);
  kept.forEach((row, at) => {
    for (let k = 0; k < size; k++) packed[at * size + k] = Math.round((weights[row * size + k] ?? 0) / (scale[k] ?? 1));
  });
  return {
    outputs: options.outputs,
    bias: [...bias].map((value) => +value.toFixed(5)),
    scale: scale.map((value) => +value.toPrecision(6)),
    features: toBase64(new Uint8Array(Uint32Array.from(kept.map((row) => hashes[row] ?? 0)).buffer)),
    weights: toBase64(new Uint8Array(packed.buffer)),
  };
}
