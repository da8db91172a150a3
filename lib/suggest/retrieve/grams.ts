import { getSyllable, toFuzzySyllable } from '@/lib/core/pinyin';

/**
 * Text → term keys. A key is a 32-bit number: a Han unigram is its code unit, a Han bigram both code units side by side,
 * anything else (words, numbers, concepts, syllables) a salted hash. Collisions are rare enough to be noise.
 */

/** Particles and politeness that carry no topic: left out, so that 掉了色 and 掉色 share a bigram. */
const EMPTY = new Set(
  [...'的了吗呢啊呀哦噢嘛吧呗哈亲嗯呐哇咯啦喔哎唉诶欸额呃么么嘞哒滴嗷惹捏鸭咩㗎嘅喎啫囉囖喇咗请您谢'].map((c) =>
    c.charCodeAt(0),
  ),
);

const isHan = (code: number): boolean =>
  (code >= 0x4e00 && code <= 0x9fff) || (code >= 0x3400 && code <= 0x4dbf) || (code >= 0x3040 && code <= 0x30ff);
const isLatin = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 0xc0 && code <= 0x24f) || (code >= 0x370 && code <= 0x52f) || code === 39;
const isDigit = (code: number): boolean => code >= 48 && code <= 57;

/** FNV-1a over UTF-16 units, salted: the key of a word, number or concept. */
export function hashKey(text: string, salt: number): number {
  let hash = 2166136261 ^ salt;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash ^= hash >>> 15;
  return Math.imul(hash, 2246822519) >>> 0;
}

export const SALT_WORD = 1;
export const SALT_CONCEPT = 2;
export const SALT_SOUND = 3;

/** Key of a concept id. */
export const conceptKey = (concept: string): number => hashKey(concept, SALT_CONCEPT);

/** Longest text that is cut into terms (UTF-16 units): the rest of a longer text adds nothing but time. */
export const MAX_INDEXED = 1200;

/** Keys of one text by kind, repeats included. */
export interface Grams {
  unigrams: number[];
  bigrams: number[];
  words: number[];
}

/** Cuts folded text into Han unigrams and bigrams (over dropped particles, not over punctuation), Latin words, numbers. */
export function toGrams(text: string): Grams {
  const unigrams: number[] = [];
  const bigrams: number[] = [];
  const words: number[] = [];
  const end = Math.min(text.length, MAX_INDEXED);
  let previous = 0;
  let i = 0;
  while (i < end) {
    const code = text.charCodeAt(i);
    if (isHan(code)) {
      i++;
      if (EMPTY.has(code)) continue;
      unigrams.push(code);
      if (previous) bigrams.push(((previous << 16) | code) >>> 0);
      previous = code;
      continue;
    }
    previous = 0;
    if (isLatin(code) || isDigit(code)) {
      const start = i;
      const same = isDigit(code) ? isDigit : isLatin;
      while (i < end && same(text.charCodeAt(i))) i++;
      words.push(hashKey(stem(text.slice(start, i)), SALT_WORD));
      continue;
    }
    i++;
  }
  return { unigrams, bigrams, words };
}

/** English plural and past endings, roughly: enough for parcels / parcel, shipped / ship. */
function stem(word: string): string {
  if (word.length > 4 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word;
}

/** What a term is; each kind is weighed on its own. */
export const KIND = { unigram: 0, bigram: 1, word: 2, concept: 3, goods: 4, sound: 5 } as const;
export const KINDS = 6;

/** Appends the keys of neighbouring syllables: what a homophone typo leaves standing. */
export function pushSounds(text: string, out: number[]): void {
  let previous: string | null = null;
  for (let i = 0; i < Math.min(text.length, MAX_INDEXED); i++) {
    if (EMPTY.has(text.charCodeAt(i))) continue;
    const syllable = getSyllable(text.charAt(i));
    const sound = syllable === null ? null : toFuzzySyllable(syllable);
    if (sound !== null && previous !== null) out.push(hashKey(`${previous} ${sound}`, SALT_SOUND));
    previous = sound;
  }
}
