import { findConcepts } from '@/lib/understand/concepts';
import { getConcept } from '@/lib/understand/lexicon';
import { type Normalised, normalise } from '@/lib/understand/normalise';
import { findValues, type ValueType } from '@/lib/understand/values';
import { conceptKey, KIND, MAX_INDEXED, pushSounds, toGrams } from './grams';

/** A text cut into what retrieval compares: term keys by kind (`KIND` is the index), each once. */
export interface Analysed {
  keys: readonly (readonly number[])[];
  /** Trade concepts in it, each once. */
  concepts: readonly string[];
}

/** Values that tell what is asked without a word for it: 163 / 52kg is a question about size. */
const TELLING: ReadonlySet<ValueType> = new Set([
  'height',
  'weight',
  'age',
  'waist',
  'foot',
  'size',
  'amount',
  'percent',
]);

const isGoods = (concept: string): boolean => getConcept(concept)?.class === 'goods';

const unique = (keys: number[]): number[] => [...new Set(keys)];

/** Analyses normalised text; what stands after `MAX_INDEXED` units is left out. */
export function analyseNormalised(normalised: Normalised): Analysed {
  const { unigrams, bigrams, words } = toGrams(normalised.text);
  const sounds: number[] = [];
  pushSounds(normalised.text, sounds);
  const concepts = [...new Set(findConcepts(normalised).map((hit) => hit.concept))];
  for (const { type } of findValues(normalised))
    if (TELLING.has(type) && !concepts.includes(`value.${type}`)) concepts.push(`value.${type}`);
  const keys: number[][] = [];
  keys[KIND.unigram] = unique(unigrams);
  keys[KIND.bigram] = unique(bigrams);
  keys[KIND.word] = unique(words);
  keys[KIND.concept] = concepts.filter((id) => !isGoods(id)).map(conceptKey);
  keys[KIND.goods] = concepts.filter(isGoods).map(conceptKey);
  keys[KIND.sound] = unique(sounds);
  return { keys, concepts };
}

/** Analyses a text of any length. */
export const analyse = (text: string): Analysed => analyseNormalised(normalise(text.slice(0, MAX_INDEXED)));
