import encoderWeights from '@/assets/lexicons/retrieval-encoder.json';
import rankerWeights from '@/assets/lexicons/retrieval-ranker.json';
import { hashText } from '@/lib/core/ids';
import { createEncoder, type Encoder } from './encoder';
import type { RankerWeights } from './ranker';

let encoder: Encoder | null = null;

/** The shipped encoder, unpacked once. */
export function getEncoder(): Encoder {
  encoder ??= createEncoder(encoderWeights);
  return encoder;
}

/** The shipped weights of ranking (which entry) and confidence (whether to speak). */
export const { ranker, confidence }: { ranker: RankerWeights; confidence: RankerWeights } = rankerWeights;

/** Layout and encoder of an index: a stored one of another version is not taken. */
export const INDEX_VERSION = `2-${hashText(encoderWeights.table.slice(0, 20_000))}`;
