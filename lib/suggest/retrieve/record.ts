import { ENCODER_DIMS } from './encoder-features';
import type { Field } from './entry-fields';

/**
 * How an entry lies in the forward store, in 32-bit words:
 * `[units] then per unit: [header] [vector: 16 words] [terms…]`.
 * A header packs field (4 bits), place among the texts of its field (8 bits), number of terms (20 bits); a term packs
 * kind (4 bits) and id (28 bits). Vectors are 64 signed bytes, 127 = 1.
 */
export const VECTOR_WORDS = ENCODER_DIMS / 4;

export const packHeader = (field: Field, nth: number, length: number): number =>
  (field | (Math.min(nth, 255) << 4) | (length << 12)) >>> 0;
export const fieldOf = (header: number): number => header & 15;
export const nthOf = (header: number): number => (header >>> 4) & 255;
export const lengthOf = (header: number): number => header >>> 12;

const ID_BITS = 28;
const ID_MASK = (1 << ID_BITS) - 1;
export const packTerm = (kind: number, id: number): number => ((kind << ID_BITS) | id) >>> 0;
export const kindOf = (term: number): number => term >>> ID_BITS;
export const idOf = (term: number): number => term & ID_MASK;

/** Most words that a record may take: one page. */
export const MAX_RECORD = 1 << 16;

/** Writes a unit-length vector as signed bytes. */
export function writeVector(vector: Float32Array, bytes: Int8Array, at: number): void {
  for (let d = 0; d < ENCODER_DIMS; d++) bytes[at + d] = Math.round((vector[d] ?? 0) * 127);
}

/** Dot product of a float vector with stored bytes. */
export function dot(vector: Float32Array, bytes: Int8Array, at: number): number {
  let sum = 0;
  for (let d = 0; d < ENCODER_DIMS; d += 4) {
    sum +=
      (vector[d] as number) * (bytes[at + d] as number) +
      (vector[d + 1] as number) * (bytes[at + d + 1] as number) +
      (vector[d + 2] as number) * (bytes[at + d + 2] as number) +
      (vector[d + 3] as number) * (bytes[at + d + 3] as number);
  }
  return sum / 127;
}
