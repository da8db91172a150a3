import { foldText } from '@/lib/core/text';

/** The letters, digits and Han characters of a text, folded: what is left to compare. */
export const toBare = (text: string): string => foldText(text).text.replace(/[^\p{L}\p{N}]/gu, '');

/** Two-character pieces of a bare text, with how often each occurs. */
export function toBigrams(bare: string): Map<string, number> {
  const grams = new Map<string, number>();
  for (let i = 0; i + 1 < bare.length; i++) {
    const gram = bare.slice(i, i + 2);
    grams.set(gram, (grams.get(gram) ?? 0) + 1);
  }
  return grams;
}

/** Pieces in common, counted with their number. */
function common(a: Map<string, number>, b: Map<string, number>): number {
  let sum = 0;
  for (const [gram, count] of a) sum += Math.min(count, b.get(gram) ?? 0);
  return sum;
}

const total = (grams: Map<string, number>): number => [...grams.values()].reduce((sum, count) => sum + count, 0);

/** Dice similarity of two texts by character bigrams, 0..1; equal texts give 1. */
export function getSimilarity(a: string, b: string): number {
  const [left, right] = [toBigrams(toBare(a)), toBigrams(toBare(b))];
  const sum = total(left) + total(right);
  if (sum === 0) return toBare(a) === toBare(b) && toBare(a) !== '' ? 1 : 0;
  return (2 * common(left, right)) / sum;
}

/** How much of `part` occurs in `whole`, 0..1, by character bigrams. */
export function getContainment(part: string, whole: string): number {
  const grams = toBigrams(toBare(part));
  const sum = total(grams);
  return sum === 0 ? 0 : common(grams, toBigrams(toBare(whole))) / sum;
}
