import { foldText } from '@/lib/core/text';
import { MAX_INDEXED, pushGrams } from './grams';

/** Term keys of a text, sorted and unique. */
export function analyse(text: string): Uint32Array {
  const keys: number[] = [];
  pushGrams(foldText(text.slice(0, MAX_INDEXED)).text, keys);
  return Uint32Array.from(new Set(keys)).sort();
}
