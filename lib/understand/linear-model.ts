import { fromBase64 } from '@/lib/core/base64';

/** Weights of a trained linear model as shipped: one row of int8 per feature, each output with its own scale. */
export interface PackedModel {
  outputs: string[];
  bias: number[];
  scale: number[];
  /** Base64 of sorted little-endian uint32 feature hashes. */
  features: string;
  /** Base64 of int8, features × outputs. */
  weights: string;
}

export interface LinearModel {
  outputs: readonly string[];
  /** Score per output of a set of feature hashes (binary, known ones scaled to unit length). */
  score(features: readonly number[]): Float64Array;
}

/** Place of a hash in the sorted list, or -1. A search costs less than a map of all hashes at every start. */
function findRow(hashes: Uint32Array, hash: number): number {
  let low = 0;
  let high = hashes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const value = hashes[middle] ?? 0;
    if (value === hash) return middle;
    if (value < hash) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** Unpacks shipped weights; unknown features count for nothing. */
export function createLinearModel(packed: PackedModel): LinearModel {
  const hashBytes = fromBase64(packed.features);
  const weightBytes = fromBase64(packed.weights);
  if (!hashBytes || !weightBytes) throw new Error('weights of a linear model are no base64');
  const hashes = new Uint32Array(hashBytes.buffer);
  const weights = new Int8Array(weightBytes.buffer);
  const size = packed.outputs.length;
  return {
    outputs: packed.outputs,
    score(features) {
      const sums = new Float64Array(size);
      let known = 0;
      for (const feature of features) {
        const row = findRow(hashes, feature) * size;
        if (row < 0) continue;
        known++;
        for (let k = 0; k < size; k++) sums[k] = (sums[k] ?? 0) + (weights[row + k] ?? 0);
      }
      const length = Math.sqrt(Math.max(1, known));
      return sums.map((sum, k) => (packed.bias[k] ?? 0) + (sum * (packed.scale[k] ?? 0)) / length);
    },
  };
}

/** Probabilities that sum to 1. */
export function softmax(scores: Float64Array): Float64Array {
  const top = scores.reduce((best, score) => Math.max(best, score), Number.NEGATIVE_INFINITY);
  const raised = scores.map((score) => Math.exp(score - top));
  const sum = raised.reduce((total, value) => total + value, 0);
  return raised.map((value) => value / sum);
}
