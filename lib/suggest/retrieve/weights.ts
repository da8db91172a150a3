import encoderWeights from '@/assets/lexicons/retrieval-encoder.json';
import rankerWeights from '@/assets/lexicons/retrieval-ranker.json';
import { hashText } from '@/lib/core/ids';
import { getConcepts } from '@/lib/understand/lexicon';
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

const LAYOUT = 5;
let version: string | null = null;

/** Layout, encoder and concept lexicon of an index: a stored one of another version is not taken. */
export function getIndexVersion(): string {
  const concepts = () => getConcepts().map(({ id, forms }) => `${id} ${forms.length}`);
  version ??= `${LAYOUT}-${hashText(encoderWeights.table.slice(0, 20_000))}-${hashText(concepts().join())}`;
  return version;
}
