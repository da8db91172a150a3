/** Digits written together: one group of a run. Offsets into the folded text. */
export interface DigitGroup {
  digits: string;
  start: number;
  end: number;
  /** How many of them are plain digits, not 幺 or o. */
  plain: number;
}

/** Groups with nothing but separators between them: `186 5713 2298` is one run of three groups. */
export type DigitRun = DigitGroup[];

const SPOKEN: Record<string, string> = {
  零: '0',
  洞: '0',
  一: '1',
  幺: '1',
  壹: '1',
  二: '2',
  贰: '2',
  两: '2',
  三: '3',
  叁: '3',
  四: '4',
  肆: '4',
  五: '5',
  伍: '5',
  六: '6',
  陆: '6',
  七: '7',
  柒: '7',
  拐: '7',
  八: '8',
  捌: '8',
  九: '9',
  玖: '9',
  勾: '9',
};
/** Letters that pass for digits, only where a digit stands beside them. */
const ALIKE: Record<string, string> = { o: '0', l: '1', i: '1', '|': '1', z: '2' };
const SEPARATORS = new Set([' ', '-', '–', '—', '.', '·', '_', '~', '(', ')', '\t', '•', '➖', '‐']);
/** Longest stretch of separators inside a number (`250227 - 3918…`). */
const MAX_GAP = 3;

/** Units that may stand for a digit: a text is searched for them at once, not asked unit by unit. */
const UNITS = new RegExp(`[0-9${Object.keys(SPOKEN).join('')}${Object.keys(ALIKE).join('')}]`, 'g');

const isPlain = (char: string | undefined): boolean => char !== undefined && char >= '0' && char <= '9';

/** The digit that a unit stands for, or undefined. */
function digitAt(text: string, i: number): string | undefined {
  const char = text[i] ?? '';
  if (isPlain(char)) return char;
  const spoken = SPOKEN[char];
  if (spoken !== undefined) return spoken;
  const alike = ALIKE[char];
  if (alike === undefined) return undefined;
  const isDigitSide = (at: number, step: number): boolean => {
    let k = at + step;
    while (text[k] !== undefined && ALIKE[text[k] ?? ''] !== undefined && Math.abs(k - at) < 3) k += step;
    return isPlain(text[k]);
  };
  const left = isDigitSide(i, -1);
  const right = isDigitSide(i, 1);
  // A letter at the edge of a number belongs to it only when digits follow or stand on both sides: `5l` of water does not.
  const isLetter = (other: string | undefined) =>
    other !== undefined && /[a-z]/.test(other) && ALIKE[other] === undefined;
  if (left && right) return alike;
  if (right && !isLetter(text[i - 1])) return alike;
  return left && !isLetter(text[i + 1]) && /\d{5}[oli|z]*$/.test(text.slice(Math.max(0, i - 8), i)) ? alike : undefined;
}

/** Splits a folded text into runs of digits: plain, spoken (幺三五), disguised (1358O…), spaced, dashed. Linear in the length. */
export function findDigitRuns(text: string): DigitRun[] {
  const runs: DigitRun[] = [];
  let run: DigitRun = [];
  let i = 0;
  for (;;) {
    UNITS.lastIndex = i;
    const found = UNITS.exec(text);
    if (!found) break;
    i = found.index;
    const digit = digitAt(text, i);
    if (digit === undefined) {
      i++;
      continue;
    }
    let end = i;
    let digits = '';
    let plain = 0;
    for (let next: string | undefined = digit; next !== undefined; next = digitAt(text, end)) {
      // 18651740329一直: a single spoken digit behind plain ones opens the next word.
      if (
        plain >= 7 &&
        plain === end - i &&
        !isPlain(text[end]) &&
        SPOKEN[text[end] ?? ''] &&
        digitAt(text, end + 1) === undefined
      )
        break;
      digits += next;
      if (isPlain(text[end])) plain++;
      end++;
    }
    const last = run.at(-1);
    const gap = last ? text.slice(last.end, i) : '';
    const joins = last !== undefined && gap.length <= MAX_GAP && [...gap].every((char) => SEPARATORS.has(char));
    if (last && !joins) {
      runs.push(run);
      run = [];
    }
    run.push({ digits, start: i, end, plain });
    i = end;
  }
  if (run.length > 0) runs.push(run);
  return runs;
}
