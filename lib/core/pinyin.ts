import { PINYIN_TABLE } from './pinyin-table';

/** Characters that people read in a second way; typed by that reading they turn into its homophones (券 read as 卷). */
const SECOND_READINGS: Readonly<Record<string, string>> = {
  券: 'juan',
  行: 'hang',
  重: 'chong',
  长: 'zhang',
  还: 'hai',
  差: 'chai',
  弹: 'tan',
  薄: 'bo',
  壳: 'qiao',
  都: 'du',
  得: 'dei',
  折: 'she',
  调: 'diao',
  便: 'pian',
  给: 'ji',
  落: 'lao',
  色: 'shai',
};

let readings: Map<string, string> | null = null;

/** The toneless syllable of a character (v for ü), or null when it has none here. */
export function getSyllable(char: string): string | null {
  if (readings === null) {
    readings = new Map();
    for (const [syllable, chars] of Object.entries(PINYIN_TABLE)) for (const c of chars) readings.set(c, syllable);
  }
  return readings.get(char) ?? null;
}

/** A second, popular reading of a character, if it has one. */
export const getSecondSyllable = (char: string): string | null => SECOND_READINGS[char] ?? null;

/** One name for syllables that southern speakers and fast typists mix up: zh/z, ch/c, sh/s, n/l, ang/an, eng/en, ing/in. */
export function toFuzzySyllable(syllable: string): string {
  return syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[aeiouv])/, 'l')
    .replace(/ng$/, 'n');
}

const FUZZY_INITIALS: readonly (readonly [string, string])[] = [
  ['zh', 'z'],
  ['ch', 'c'],
  ['sh', 's'],
  ['n', 'l'],
  ['f', 'h'],
];
const FUZZY_FINALS: readonly (readonly [string, string])[] = [
  ['ang', 'an'],
  ['eng', 'en'],
  ['ing', 'in'],
];

/**
 * Every spelling that somebody may mean by a syllable: itself, and z/zh, c/ch, s/sh, n/l, f/h, an/ang, en/eng, in/ing exchanged, also
 * both at once. The syllable itself stands first.
 */
export function getFuzzySpellings(syllable: string): string[] {
  const spellings = new Set([syllable]);
  for (const one of [...spellings]) add(one, FUZZY_INITIALS, 'startsWith', spellings);
  for (const one of [...spellings]) add(one, FUZZY_FINALS, 'endsWith', spellings);
  return [...spellings];
}

function add(
  syllable: string,
  pairs: typeof FUZZY_INITIALS,
  at: 'startsWith' | 'endsWith',
  spellings: Set<string>,
): void {
  for (const [a, b] of pairs) {
    // The longer form holds the shorter one: whichever fits first is what stands there.
    const from = syllable[at](a) ? a : syllable[at](b) ? b : null;
    if (from === null) continue;
    const to = from === a ? b : a;
    const rest = at === 'startsWith' ? syllable.slice(from.length) : syllable.slice(0, -from.length);
    spellings.add(at === 'startsWith' ? to + rest : rest + to);
    return;
  }
}
