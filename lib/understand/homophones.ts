import terms from '@/assets/lexicons/homophone-terms.json';
import { getSecondSyllable, getSyllable, toFuzzySyllable } from '@/lib/core/pinyin';
import { createTextMatcher, type TextMatcher } from '@/lib/core/text-matcher';
import type { Replacement } from './normalise';

/**
 * Typos that sound like a trade term (优会卷 → 优惠券, 显是 → 显示). The terms and the ordinary words that sound like them
 * (and are left alone) are data. Each syllable is one private-use unit, so the text matcher works on sounds as it does on letters.
 */
interface Sounds {
  matcher: TextMatcher;
  terms: string[];
  words: TextMatcher;
  vocabulary: ReadonlySet<string>;
  unitOf: Map<string, string>;
}

let loaded: Sounds | null = null;

const PRIVATE_USE = 0xe000;

/** Grammar words: in a pair of syllables they are nearly always meant as written (要我 is no 药物). */
const GRAMMAR = new Set(
  '不的了我你他她它是有和也就都要会能好吗呢吧啊这那个一二三四五六七八九十两几多少来去到说给没还在上下里大小就把被让很太再又只之所以为从对与',
);

function loadSounds(): Sounds {
  const unitOf = new Map<string, string>();
  const unit = (syllable: string): string => {
    const key = toFuzzySyllable(syllable);
    const known = unitOf.get(key);
    if (known !== undefined) return known;
    const made = String.fromCharCode(PRIVATE_USE + unitOf.size);
    unitOf.set(key, made);
    return made;
  };
  const patterns: string[] = [];
  const list: string[] = [];
  const add = (term: string, pattern: string) => {
    if (pattern.length !== term.length) return;
    patterns.push(pattern);
    list.push(term);
  };
  for (const term of terms.terms.split(' ')) {
    const chars = [...term];
    add(term, chars.map((char) => unit(getSyllable(char) ?? char)).join(''));
    const second = chars.map((char) => unit(getSecondSyllable(char) ?? getSyllable(char) ?? char)).join('');
    if (second !== patterns.at(-1)) add(term, second);
  }
  const words = terms.words.split(' ');
  return {
    matcher: createTextMatcher(patterns),
    terms: list,
    words: createTextMatcher([...words, ...list]),
    vocabulary: new Set([...words, ...list]),
    unitOf,
  };
}

/** Two syllables collide easily: both must sound exactly like the term, one character must be right, none a grammar word. */
function isLikelyPair(written: string, term: string): boolean {
  let same = 0;
  for (let i = 0; i < term.length; i++) {
    const [typed, meant] = [written.charAt(i), term.charAt(i)];
    if (GRAMMAR.has(typed)) return false;
    if (typed === meant) same++;
    else if (getSyllable(typed) !== getSyllable(meant) && getSyllable(typed) !== getSecondSyllable(meant)) return false;
  }
  return same > 0;
}

/** Spans of folded text that sound like a trade term but are no word themselves, longest first, never overlapping, in order. */
export function findHomophones(text: string): Replacement[] {
  loaded ??= loadSounds();
  const { matcher, terms: list, words, unitOf, vocabulary } = loaded;
  let sounds = '';
  for (const char of text.split('')) {
    const syllable = getSyllable(char);
    sounds += (syllable === null ? undefined : unitOf.get(toFuzzySyllable(syllable))) ?? ' ';
  }
  const candidates = matcher
    .find(sounds)
    .map(({ pattern, start, end }) => ({ start, end, to: list[pattern] ?? '' }))
    .filter(({ start, end, to }) => {
      const written = text.slice(start, end);
      if (written === to || vocabulary.has(written)) return false;
      return written.length > 2 || isLikelyPair(written, to);
    });
  if (candidates.length === 0) return [];
  // An edge inside an ordinary word means that the candidate is a piece of that word, not a typo.
  const isInsideWord = new Uint8Array(text.length + 1);
  for (const word of words.find(text)) isInsideWord.fill(1, word.start + 1, word.end);
  const isTaken = new Uint8Array(text.length);
  candidates.sort((a, b) => b.end - b.start - (a.end - a.start) || a.start - b.start);
  const taken: Replacement[] = [];
  for (const candidate of candidates) {
    const { start, end } = candidate;
    if (isInsideWord[start] || isInsideWord[end] || isTaken[start] || isTaken[end - 1]) continue;
    isTaken.fill(1, start, end);
    taken.push(candidate);
  }
  return taken.sort((a, b) => a.start - b.start);
}
