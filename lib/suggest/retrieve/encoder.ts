import { fromBase64 } from '@/lib/core/base64';
import type { Analysed } from './analyse';
import { ENCODER_DIMS, ENCODER_ROWS, encoderRows, rowOf } from './encoder-features';

/** Trained weights as shipped: bytes in base64. */
export interface EncoderWeights {
  /** One signed byte per value, row by row. */
  table: string;
  /** How common each row is in shop talk: −log2 of its share of texts, eighths, capped at 255. */
  rarity: string;
}

/** Turns text into a vector of unit length whose dot product with another tells how alike they mean. */
export interface Encoder {
  encode(analysed: Analysed): Float32Array;
  /** Natural −log of the share of texts that hold the term, in shop talk at large. */
  rarity(key: number): number;
}

/** Creates an encoder from weights. */
export function createEncoder(weights: EncoderWeights): Encoder {
  const bytes = fromBase64(weights.table);
  const rare = fromBase64(weights.rarity);
  if (!bytes || !rare) throw new Error('encoder weights are no base64');
  const table = new Int8Array(bytes.buffer);
  if (table.length !== ENCODER_ROWS * ENCODER_DIMS || rare.length !== ENCODER_ROWS)
    throw new Error('encoder weights of another size');
  return {
    encode(analysed) {
      const vector = new Float32Array(ENCODER_DIMS);
      for (const row of encoderRows(analysed)) {
        const base = row * ENCODER_DIMS;
        for (let d = 0; d < ENCODER_DIMS; d++) vector[d] = (vector[d] ?? 0) + (table[base + d] ?? 0);
      }
      return toUnit(vector);
    },
    rarity: (key) => ((rare[rowOf(key)] ?? 0) / 8) * Math.LN2,
  };
}

/** Scales a vector to length 1 in place; zero stays zero. */
export function toUnit(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value * value;
  const factor = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] ?? 0) * factor;
  return vector;
}
