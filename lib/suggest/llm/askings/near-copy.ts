import { foldText } from '@/lib/core/text';

/** From this share of common pairs on two askings are one. */
const SAME = 0.8;
/** Courtesy and particles that make no new asking. */
const FRAME = /请问|您好|你好|麻烦|亲|[呀呢啊哦吗嘛吧哈的了]/g;

/** An asking without blanks, marks, width and courtesy. */
export const toBare = (text: string): string =>
  foldText(text)
    .text.replace(/[\s\p{P}\p{S}]/gu, '')
    .replace(FRAME, '');

/** Neighbouring characters of an asking, and its two ends, so that one letter more is little. */
const toPairs = (text: string): Set<string> => {
  const bare = `^${toBare(text)}$`;
  return new Set(Array.from({ length: bare.length - 1 }, (_, i) => bare.slice(i, i + 2)));
};

/** Askings in which a near-copy is found at once, however many they are. */
export interface Copies {
  /** True when one of them is the same but for marks, particles and a letter or two. */
  has(text: string): boolean;
  add(text: string): void;
}

/** Makes the set. */
export function createCopies(texts: readonly string[] = []): Copies {
  const sizes: number[] = [];
  const byPair = new Map<string, number[]>();
  const add = (text: string) => {
    const pairs = toPairs(text);
    const at = sizes.push(pairs.size) - 1;
    for (const pair of pairs) {
      const list = byPair.get(pair);
      if (list) list.push(at);
      else byPair.set(pair, [at]);
    }
  };
  for (const text of texts) add(text);
  return {
    add,
    has(text) {
      const pairs = toPairs(text);
      const common = new Map<number, number>();
      for (const pair of pairs) for (const at of byPair.get(pair) ?? []) common.set(at, (common.get(at) ?? 0) + 1);
      for (const [at, count] of common) if ((2 * count) / (pairs.size + (sizes[at] ?? 0)) >= SAME) return true;
      return false;
    },
  };
}
