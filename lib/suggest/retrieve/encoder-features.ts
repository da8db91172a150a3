import type { Analysed } from './analyse';
import { KIND } from './grams';

/** Rows of the encoder's table: keys are folded into as many. */
export const ENCODER_ROWS = 1 << 16;
/** Length of a text vector. */
export const ENCODER_DIMS = 56;

/** Row of a term key. */
export function rowOf(key: number): number {
  let hash = Math.imul(key ^ (key >>> 16), 0x45d9f3b);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 16)) & (ENCODER_ROWS - 1);
}

/** Kinds of terms that the encoder sees; neighbouring syllables carry a word that is misspelt by its sound. */
const SEEN = [KIND.unigram, KIND.bigram, KIND.word, KIND.concept, KIND.goods, KIND.sound];

/** Table rows of a text, each once. */
export function encoderRows(analysed: Analysed): Uint16Array {
  const rows = new Set<number>();
  for (const kind of SEEN) for (const key of analysed.keys[kind] ?? []) rows.add(rowOf(key));
  return Uint16Array.from(rows);
}
