import { getFuzzySpellings } from '@/lib/core/pinyin';
import { getSound, type Sounds, toSounds } from './sounds';

/** Where a query was heard in a text. */
export interface Heard {
  start: number;
  /** Characters of the text that it took: few for full pinyin, one per letter for initials. */
  length: number;
}

/** A typed query by its sounds: initials (fh), full (fahuo) and mixed (fahuo, fhuo) pinyin, or characters of the same sound. */
export interface SoundQuery {
  /** The first place where it is heard as typed; a text of the same letters counts too. */
  find(text: Sounds): Heard | null;
  /** The same, with z/zh, c/ch, s/sh, n/l, f/h, an/ang, en/eng and in/ing taken as one. */
  findFuzzy(text: Sounds): Heard | null;
}

/** Tokens looked at: one bit each. */
const MAX_TOKENS = 28;
const UNKNOWN = -1;
/** More than there are syllables, pairs of readings, letters and digits. */
const MAX_CODES = 1024;

/** Reads a folded word; null when it cannot be heard (no letters, and fewer than two Chinese characters). */
export function toSoundQuery(word: string): SoundQuery | null {
  const units = word.replace(/['’\s]/g, '').slice(0, MAX_TOKENS);
  const codes = toSounds(units);
  const isLetter = [...codes].map((code) => getSound(code).isLetter);
  const hans = isLetter.filter((one) => !one).length;
  if (units.length === 0 || codes.includes(0) || (hans > 0 && hans < 2 && hans === units.length)) return null;
  const exact = createTable(units, codes, isLetter, (syllable) => [syllable]);
  const fuzzy = createTable(units, codes, isLetter, getFuzzySpellings);
  return {
    find: (text) => find(text, units.length, exact),
    findFuzzy: (text) => find(text, units.length, fuzzy),
  };
}

/** How many tokens from one place a character can take, a bit per length, by the character's code. */
interface Table {
  rows: Int32Array[];
  measure(at: number, code: number): number;
}

function createTable(
  units: string,
  codes: Sounds,
  isLetter: readonly boolean[],
  spell: (syllable: string) => string[],
): Table {
  const measure = (at: number, code: number): number => {
    const sound = getSound(code);
    if (code === 0) return 0;
    if (!isLetter[at]) {
      const asked = getSound(codes[at] ?? 0).readings;
      return sound.readings.some((one) => spell(one).some((spelling) => asked.includes(spelling))) ? 2 : 0;
    }
    let mask = 0;
    for (const reading of sound.readings) {
      for (const spelling of sound.isLetter ? [reading] : spell(reading)) {
        mask |= prefixes(units, at, isLetter, spelling);
        if (spelling.includes('v')) mask |= prefixes(units, at, isLetter, spelling.replace('v', 'u'));
      }
    }
    return mask;
  };
  return { rows: Array.from({ length: units.length }, () => new Int32Array(MAX_CODES).fill(UNKNOWN)), measure };
}

/** Bit L for every L such that the next L letters begin the syllable. */
function prefixes(units: string, at: number, isLetter: readonly boolean[], syllable: string): number {
  let mask = 0;
  for (let i = 0; i < syllable.length; i++) {
    if (!isLetter[at + i] || units[at + i] !== syllable[i]) break;
    mask |= 1 << (i + 1);
  }
  return mask;
}

/** Walks the characters from each start with the set of token counts taken so far, a bit per count. */
function find(text: Sounds, tokens: number, { rows, measure }: Table): Heard | null {
  const all = 1 << tokens;
  const first = rows[0] as Int32Array;
  for (let start = 0; start < text.length; start++) {
    const begin = text[start] as number;
    let reach = first[begin] as number;
    if (reach === UNKNOWN) first[begin] = reach = measure(0, begin);
    if (reach === 0) continue;
    for (let i = start + 1; ; i++) {
      if (reach & all) return { start, length: i - start };
      if (i >= text.length) break;
      const code = text[i] as number;
      let next = 0;
      for (let rest = reach; rest !== 0; rest &= rest - 1) {
        const at = 31 - Math.clz32(rest & -rest);
        const row = rows[at] as Int32Array;
        let mask = row[code] as number;
        if (mask === UNKNOWN) row[code] = mask = measure(at, code);
        next |= mask << at;
      }
      if (next === 0) break;
      reach = next;
    }
  }
  return null;
}
