import names from '@/assets/lexicons/redact-names.json';
import { NOT_NAMES } from './people';

/** Likelihoods as -2 ln p: larger is rarer. */
type Costs = ReadonlyMap<string, number>;

interface NameModel {
  surnames: Costs;
  first: Costs;
  second: Costs;
  single: Costs;
  words: Costs;
}

/** Costs of what the lists do not hold. */
const UNKNOWN_GIVEN = 22;
const UNKNOWN_SURNAME = 20;
const UNKNOWN_CHAR = 30;
/** Words, brands and public people that only look like names count as words of the trade. */
const NOT_NAME = 18;
/** Compound surnames that are words as well. */
const WORDY = /长孙|太史|东方|南宫|百里|西门|端木|钟离|公孙|东郭|上官/;
const MAX_WORD = 5;
/** Cost of a name standing anywhere at all. */
const NAME = 8;

let unpacked: NameModel | null = null;

const unpack = (levels: Record<string, string>, split: (list: string) => string[]): Map<string, number> => {
  const costs = new Map<string, number>();
  for (const [level, list] of Object.entries(levels)) for (const item of split(list)) costs.set(item, Number(level));
  return costs;
};

/** The shipped model, unpacked on first use. */
function getModel(): NameModel {
  if (unpacked) return unpacked;
  const chars = (list: string) => [...list];
  const words = unpack(names.words, (list) => list.split(' '));
  for (const word of NOT_NAMES) words.set(word, Math.min(words.get(word) ?? NOT_NAME, NOT_NAME));
  unpacked = {
    surnames: unpack(names.surnames, chars),
    first: unpack(names.first, chars),
    second: unpack(names.second, chars),
    single: unpack(names.single, chars),
    words,
  };
  return unpacked;
}

/** Characters no given name has: words between people, not of them. */
const NEVER = /[不我你您他她它们的了吗呢吧啊哦没这那哪把啥么咋啲咗嘅唔佢喺嘢收寄退换件块]/;

/** True when every character has been seen in given names. */
export function isGivenLike(given: string): boolean {
  const { first, second, single } = getModel();
  if (NEVER.test(given)) return false;
  return given.length === 1 ? single.has(given) : first.has(given[0] ?? '') && second.has(given[1] ?? '');
}

/** Cost of a given name of one or two characters. */
export function givenCost(given: string): number {
  const { first, second, single } = getModel();
  if (given.length === 1) return (single.get(given) ?? UNKNOWN_GIVEN) + 2;
  return (first.get(given[0] ?? '') ?? UNKNOWN_GIVEN) + (second.get(given[1] ?? '') ?? UNKNOWN_GIVEN);
}

/** Cost of a surname; compound surnames are rare but say nothing else. */
export const surnameCost = (surname: string): number =>
  surname.length === 2 ? (WORDY.test(surname) ? 28 : 14) : (getModel().surnames.get(surname) ?? UNKNOWN_SURNAME);

/** The cheapest ways to read a text as ordinary words, from its start and from its end. */
export interface WordLattice {
  /** Cost of the best reading of everything before each place, and of everything behind it. */
  before: Float64Array;
  behind: Float64Array;
}

const isHanCode = (code: number): boolean => code >= 0x4e00 && code <= 0x9fff;

/** Reads a folded text as words. Linear: at most four words end at each place. */
export function readWords(text: string): WordLattice {
  const { words } = getModel();
  const size = text.length;
  const before = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const behind = new Float64Array(size + 1).fill(Number.POSITIVE_INFINITY);
  const edges: number[][] = [];
  for (let at = 0; at < size; at++) {
    const costs: number[] = [];
    if (!isHanCode(text.charCodeAt(at))) costs.push(0);
    else
      for (let length = 1; length <= MAX_WORD && at + length <= size; length++) {
        if (length > 1 && !isHanCode(text.charCodeAt(at + length - 1))) break;
        costs.push(words.get(text.slice(at, at + length)) ?? (length === 1 ? UNKNOWN_CHAR : Number.POSITIVE_INFINITY));
      }
    edges.push(costs);
  }
  before[0] = 0;
  for (let at = 0; at < size; at++)
    edges[at]?.forEach((cost, k) => {
      const end = at + k + 1;
      before[end] = Math.min(before[end] ?? 0, (before[at] ?? 0) + cost);
    });
  behind[size] = 0;
  for (let at = size - 1; at >= 0; at--)
    edges[at]?.forEach((cost, k) => {
      behind[at] = Math.min(behind[at] ?? 0, (behind[at + k + 1] ?? 0) + cost);
    });
  return { before, behind };
}

/** How much better a text reads with a name of this cost from `start` to `end` than with words alone; negative when words are likelier. */
export function nameGain(lattice: WordLattice, start: number, end: number, cost: number): number {
  const whole = lattice.behind[0] ?? 0;
  return whole - ((lattice.before[start] ?? 0) + NAME + cost + (lattice.behind[end] ?? 0));
}
