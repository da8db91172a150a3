/**
 * Writes lexicon/concepts-goods.json and concepts-words.json from the synonym sets in training/corpus/synonyms:
 * one set = one concept, named by the pinyin of its first word. Run: npx tsx training/make-goods-concepts.ts, then make-concepts.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { foldText } from '@/lib/core/text';
import { getSyllable } from '@/lib/core/pinyin';
import { detectLanguage } from '@/lib/understand/language';

const toName = (word: string): string =>
  [...foldText(word).text].map((char) => getSyllable(char) ?? (/[a-z0-9]/.test(char) ? char : '-')).join('');

for (const [file, prefix, kind] of [
  ['goods', 'goods', 'goods'],
  ['words', 'word', 'attribute'],
] as const) {
  const used = new Set<string>();
  const rows = readFileSync(new URL(`corpus/synonyms/${file}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => {
      const words = line.split(' / ').map((word) => foldText(word.trim()).text.replace(/[()|?~]/g, '')).filter(Boolean);
      const label = line.split(' / ')[0]?.trim() ?? '';
      let id = `${prefix}.${toName(label)}`;
      while (used.has(id)) id += '-2';
      used.add(id);
      const forms: Record<string, string> = {};
      for (const word of words) {
        const language = detectLanguage(word);
        const register = language === 'yue' ? 'yue' : language === 'en' || language === 'und' ? 'en' : 'std';
        forms[register] = forms[register] === undefined ? word : `${forms[register]}|${word}`;
      }
      return { id, label, class: kind, forms };
    });
  const body = rows.map((row) => ` ${JSON.stringify(row)}`).join(',\n');
  writeFileSync(new URL(`lexicon/concepts-${file}.json`, import.meta.url), `[\n${body}\n]\n`);
  console.log(`${file}: ${rows.length} concepts`);
}
