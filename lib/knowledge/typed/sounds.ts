import { getSecondSyllable, getSyllable } from '@/lib/core/pinyin';

/** How a code of a text sounds: the readings of a Chinese character, or one letter or digit as it stands. */
interface Sound {
  readings: readonly string[];
  isLetter: boolean;
}

/** A text by its sounds, one code per character; 0 is what nobody types (marks, unknown characters). */
export type Sounds = Uint16Array;

const sounds: Sound[] = [{ readings: [], isLetter: false }];
const codes = new Uint16Array(0x10000);
const known = new Map<string, number>();
const LETTER = /[a-z0-9]/;

/** The code of a folded UTF-16 unit. */
function codeOf(unit: number): number {
  const seen = codes[unit] ?? 0;
  if (seen > 0) return seen - 1;
  const char = String.fromCharCode(unit);
  const code = LETTER.test(char) ? register([char], true) : codeOfHan(char);
  codes[unit] = code + 1;
  return code;
}

function codeOfHan(char: string): number {
  const first = getSyllable(char);
  if (first === null) return 0;
  const second = getSecondSyllable(char);
  return register(second === null ? [first] : [first, second], false);
}

function register(readings: string[], isLetter: boolean): number {
  const key = readings.join(' ') + (isLetter ? '!' : '');
  const seen = known.get(key);
  if (seen !== undefined) return seen;
  known.set(key, sounds.length);
  sounds.push({ readings, isLetter });
  return sounds.length - 1;
}

/** The sounds of a folded text. */
export function toSounds(folded: string): Sounds {
  const out = new Uint16Array(folded.length);
  for (let i = 0; i < folded.length; i++) out[i] = codeOf(folded.charCodeAt(i));
  return out;
}

/** How a code sounds. */
export const getSound = (code: number): Sound => sounds[code] ?? { readings: [], isLetter: false };
