import { foldText } from '@/lib/core/text';

const known = new Map<string, Set<string>>();

/** Pairs of neighbouring characters of the folded text without blanks and marks; kept, since texts come again and again. */
function getPairs(text: string): Set<string> {
  const kept = known.get(text);
  if (kept) return kept;
  const bare = foldText(text).text.replace(/[\s\p{P}\p{S}]/gu, '');
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < bare.length; i++) pairs.add(bare.slice(i, i + 2));
  if (known.size > 5000) known.clear();
  known.set(text, pairs);
  return pairs;
}

const countShared = (a: Set<string>, b: Set<string>): number => {
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared++;
  return shared;
};

/** Likeness of two texts by shared character pairs (Dice), 0..1. */
export function getLikeness(a: string, b: string): number {
  const one = getPairs(a);
  const other = getPairs(b);
  return one.size + other.size === 0 ? 0 : (2 * countShared(one, other)) / (one.size + other.size);
}

/** Share of the shorter text's character pairs that the longer one holds, 0..1. */
export function getContainment(a: string, b: string): number {
  const one = getPairs(a);
  const other = getPairs(b);
  const least = Math.min(one.size, other.size);
  return least === 0 ? 0 : countShared(one, other) / least;
}
