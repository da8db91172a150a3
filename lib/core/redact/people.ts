import people from '@/assets/lexicons/redact-people.json';
import publicNames from '@/assets/lexicons/redact-public.json';

const surnames = new Set(people.surnames);
const doubleSurnames = new Set(people.doubleSurnames.split(' '));
const given = new Set(people.given);
const givenCommon = new Set(people.givenCommon);
const { about: _, ...listed } = publicNames;
/** Words, brands, figures and public people that look like names of buyers. */
export const NOT_NAMES: readonly string[] = [people.notNames, ...Object.values(listed)].flatMap((list) =>
  list.split(' '),
);
const notNames = new Set(NOT_NAMES);
const roots = people.roots.split(' ');
const joined = new Map(Object.entries(people.joined));

/** Forms of address that follow a surname. */
export const HONORIFICS: readonly string[] = people.honorifics.split(' ');

/** Lengths that an entry of `notNames` has. */
const NOT_NAME_LENGTHS = [2, 3, 4, 5];

/** True when the text at `at` opens a word, brand or public person that only looks like a name. */
export const startsNotName = (text: string, at: number): boolean =>
  NOT_NAME_LENGTHS.some((length) => notNames.has(text.slice(at, at + length)));

/** True for a whole word, brand or public person of the list. */
export const isPublicName = (name: string): boolean => notNames.has(name);

/** Length of the surname at `at`: 2 for 欧阳, 1 for 王, 0 where none stands. */
export function surnameLength(text: string, at: number): 0 | 1 | 2 {
  if (doubleSurnames.has(text.slice(at, at + 2))) return 2;
  return surnames.has(text[at] ?? '') ? 1 : 0;
}

/** How much a string of characters looks like a given name: 0 no, 1 possible, 2 likely. */
export function givenStrength(name: string): 0 | 1 | 2 {
  if (name.length < 1 || name.length > 3 || !/^[\u4e00-\u9fff]+$/.test(name)) return 0;
  if ([...name].every((char) => givenCommon.has(char))) return 2;
  return [...name].every((char) => given.has(char)) ? 1 : 0;
}

/** True when the text opens with a root of Uyghur, Kazakh, Mongol, Tibetan or Yi names. */
export const startsMinorityName = (text: string, at: number): boolean =>
  roots.some((root) => text.startsWith(root, at));

/** True when the character before a surname makes another word of the two: 紧张, 纯白. */
export const isJoined = (before: string | undefined, surname: string): boolean =>
  before !== undefined && (joined.get(surname)?.includes(before) ?? false);
