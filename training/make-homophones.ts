/**
 * Writes assets/lexicons/homophone-terms.json: the trade terms of training/homophone-terms.txt and every ordinary word that sounds
 * like one of them (those are never "corrected"). The word list is jieba's dict.txt (MIT, @node-rs/jieba), used only here.
 * Run: npx tsx training/make-homophones.ts PATH_TO_DICT_TXT
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { getSecondSyllable, getSyllable, toFuzzySyllable } from '@/lib/core/pinyin';

const dictPath = process.argv[2];
if (dictPath === undefined) throw new Error('usage: make-homophones.ts DICT_TXT');
const terms = [...new Set(readFileSync(new URL('homophone-terms.txt', import.meta.url), 'utf8').split(/\s+/).filter(Boolean))];
const sound = (word: string, second: boolean): string =>
  [...word].map((char) => toFuzzySyllable((second ? getSecondSyllable(char) : null) ?? getSyllable(char) ?? char)).join(' ');
const sounds = new Map<string, string>();
for (const term of terms) for (const second of [false, true]) sounds.set(sound(term, second), term);

const known = new Set(terms);
const words = new Set<string>();
for (const line of readFileSync(dictPath, 'utf8').split('\n')) {
  const [word = '', frequency = '0'] = line.split(' ');
  if (known.has(word) || word.length < 2 || Number(frequency) < 3) continue;
  // Long words that only sound like a term are themselves typos that the dictionary took in (优惠卷).
  if (word.length > 2 && sounds.has(sound(word, false))) continue;
  // Words that overlap a term at one edge also matter (退|款式): all words of a term's own characters' sounds would be too many, so the frequent ones.
  if (sounds.has(sound(word, false)) || Number(frequency) >= 200) words.add(word);
}
writeFileSync(
  new URL('../assets/lexicons/homophone-terms.json', import.meta.url),
  `${JSON.stringify({ terms: terms.join(' '), words: [...words].join(' ') }, null, 1)}\n`,
);
console.log(`${terms.length} terms, ${words.size} ordinary words`);
