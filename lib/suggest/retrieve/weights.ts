import encoderWeights from '@/assets/lexicons/retrieval-encoder.json';
import rankerWeights from '@/assets/lexicons/retrieval-ranker.json';
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
