import { foldText } from '@/lib/core/text';
import type { MissedQuestion } from '@/lib/platform/methods/editor-methods';

const fold = (text: string): string => foldText(text).text.replace(/[\s\p{P}]/gu, '');

const pairsOf = (text: string): Set<string> => {
  const body = fold(text);
  return new Set(Array.from({ length: Math.max(0, body.length - 1) }, (_, i) => body.slice(i, i + 2)));
};

/**
 * Missed questions for an entry: those that share words with it first, then those of its scene; what it holds already
 * is left out. The order within is the given one (newest first).
 */
export function rankMissed(
  missed: readonly MissedQuestion[],
  entry: { title: string; scene: string; texts: readonly string[] },
): MissedQuestion[] {
  const known = new Set(entry.texts.map(fold));
  const words = new Set([entry.title, ...entry.texts].flatMap((text) => [...pairsOf(text)]));
  const scored = missed
    .filter(({ question }) => !known.has(fold(question)))
    .map((one) => {
      const pairs = pairsOf(one.question);
      const shared = [...pairs].filter((pair) => words.has(pair)).length / Math.max(1, pairs.size);
      return { one, score: shared + (entry.scene && one.scene === entry.scene ? 0.3 : 0) };
    });
  return scored.sort((a, b) => b.score - a.score).map(({ one }) => one);
}
