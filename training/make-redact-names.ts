/**
 * Makes assets/lexicons/redact-names.json: how likely characters are in Chinese names, and how frequent ordinary words are that a name
 * must win against. Run `npx tsx training/make-redact-names.ts DICT` with jieba's dict.txt (MIT; e.g. from the npm package
 * @node-rs/jieba 2.0.3). Of names only those of figures of history and fiction are kept, as words. Same dictionary, same file.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import people from '@/assets/lexicons/redact-people.json';
import { foldText } from '@/lib/core/text';

const [, , dictFile] = process.argv;
if (!dictFile) throw new Error('usage: make-redact-names.ts DICT');

/** Words below this count say nothing. */
const LEAST_WORD = 60;
/** Words that begin like a name, where they compete with one. */
const LEAST_NAMELIKE = 4;
/** Entries tagged as names that are words (明白) or people everybody speaks of (林黛玉) are at least this frequent. */
const LEAST_FAMOUS = 60;

const surnames = new Set(people.surnames);
interface Entry {
  word: string;
  count: number;
  tag: string;
}
const entries: Entry[] = readFileSync(dictFile, 'utf8')
  .split('\n')
  .map((line) => line.trim().split(' '))
  .flatMap(([word, count, tag]) => (word && count && tag ? [{ word, count: Number(count), tag }] : []))
  .filter((entry) => foldText(entry.word).text === entry.word && /^[\u4e00-\u9fff]+$/.test(entry.word));
const total = entries.reduce((sum, entry) => sum + entry.count, 0);
const ordinary = new Set(entries.filter((entry) => !/^nr/.test(entry.tag) && entry.count >= 20).map((entry) => entry.word));

/** Surnames that mostly open foreign names written in Chinese (阿兰, 斯坦, 普京): as rare as they are among people here. */
const FOREIGN = new Set('阿斯哈普古左巴师宗宣官任乐公');

/** -ln p in half units: a digit or two per character instead of a number. */
const toLevel = (probability: number): number => Math.round(-2 * Math.log(probability));

function byLevel(scores: ReadonlyMap<string, number>): Record<string, string> {
  const levels = new Map<number, string[]>();
  for (const [char, probability] of scores) {
    const level = toLevel(probability);
    levels.set(level, [...(levels.get(level) ?? []), char]);
  }
  const isChars = [...scores.keys()].every((key) => key.length === 1);
  return Object.fromEntries([...levels].sort(([a], [b]) => a - b).map(([level, list]) => [level, list.sort().join(isChars ? '' : ' ')]));
}

const bump = (counts: Map<string, number>, key: string, by = 1) => counts.set(key, (counts.get(key) ?? 0) + by);

const family = new Map<string, number>();
const first = new Map<string, number>();
const second = new Map<string, number>();
const single = new Map<string, number>();
for (const { word, tag, count } of entries) {
  const [surname, one, two] = [...word];
  if (tag !== 'nr' || count > 2000 || !surname || !one || !surnames.has(surname)) continue;
  if (word.length > 3 || ordinary.has(word) || ordinary.has(word.slice(0, 2)) || ordinary.has(word.slice(1))) continue;
  bump(family, surname, FOREIGN.has(surname) ? 0.05 : 1);
  if (two) {
    bump(first, one);
    bump(second, two);
  } else bump(single, one);
}
// What people call their children today is rarer in a dictionary of old texts: our own lists stand in for it.
for (const char of people.given) for (const counts of [first, second, single]) bump(counts, char, 8);
for (const char of people.givenCommon) for (const counts of [first, second, single]) bump(counts, char, 30);
for (const char of people.givenModern) for (const counts of [first, second, single]) bump(counts, char, 60);
for (const char of people.surnames) bump(family, char, 4);

function toProbabilities(counts: ReadonlyMap<string, number>): Map<string, number> {
  const sum = [...counts.values()].reduce((a, b) => a + b, 0);
  return new Map([...counts].filter(([, count]) => count >= 2).map(([char, count]) => [char, count / sum]));
}

const words = new Map<string, number>();
for (const { word, count, tag } of entries) {
  if (word.length > 4) continue;
  const isNamelike = surnames.has(word[0] ?? '');
  const least = word.length === 1 ? 5 : !isNamelike ? LEAST_WORD : /^nr/.test(tag) ? LEAST_FAMOUS : LEAST_NAMELIKE;
  if (count < least) continue;
  words.set(word, count / total);
}

const out = {
  about:
    'Written by training/make-redact-names.ts from the counts of jieba (MIT) and our own lists. Keys are -2 ln p; values the characters of that likelihood as surname, first, second or only character of a given name, and ordinary words.',
  surnames: byLevel(toProbabilities(family)),
  first: byLevel(toProbabilities(first)),
  second: byLevel(toProbabilities(second)),
  single: byLevel(toProbabilities(single)),
  words: byLevel(words),
};
writeFileSync('assets/lexicons/redact-names.json', `${JSON.stringify(out)}\n`);
console.log('words', words.size, 'first', first.size, 'second', second.size, 'single', single.size, 'surnames', family.size);
