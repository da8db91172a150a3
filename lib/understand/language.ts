import functionWords from '@/assets/lexicons/languages.json';
import { foldText } from '@/lib/core/text';
import { TRADITIONAL } from '@/lib/core/traditional';

/** Characters written only in traditional script: several of them in a turn say zh-Hant. */
const traditional = new Set(TRADITIONAL);
/** Characters and pairs written only in Cantonese. */
const CANTONESE =
  /[嘅咗哋啲喺冇嚟嘢佢嗰嘥咁唔乜瞓攞揾睇畀俾啱氹孭冧噉嚿咩㗎喎噃啩咋]|系咪|点解|点样|边度|边个|几时|几耐|而家|听日|寻日/gu;
const HAN = /\p{Script=Han}/gu;

const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ko', /\p{Script=Hangul}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['ru', /\p{Script=Cyrillic}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['my', /\p{Script=Myanmar}/gu],
  ['km', /\p{Script=Khmer}/gu],
  ['lo', /\p{Script=Lao}/gu],
  ['el', /\p{Script=Greek}/gu],
];

const words = new Map<string, string[]>();
for (const [language, list] of Object.entries(functionWords as Record<string, string>))
  for (const word of list.split(' ')) words.set(word, [...(words.get(word) ?? []), language]);

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The language of Latin-script text by its function words and special letters; null when they do not tell. */
function detectLatin(text: string): string | null {
  const scores = new Map<string, number>();
  const add = (language: string, points: number) => scores.set(language, (scores.get(language) ?? 0) + points);
  const tokens = text.toLowerCase().match(/(?:\p{Script=Latin}|\p{Mark}|')+/gu) ?? [];
  for (const token of tokens.slice(0, 400)) {
    const languages = words.get(token) ?? words.get(foldText(token).text);
    if (languages) for (const language of languages) add(language, 1 / languages.length);
  }
  const lower = text.toLowerCase();
  add('vi', 1.5 * count(lower, /[ăđơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]/g));
  add('pt', count(lower, /[ãõç]/g));
  add('es', count(lower, /[ñ¿¡]/g));
  add('de', count(lower, /[äöüß]/g));
  add('fr', 0.5 * count(lower, /[èêàâùûîôçœ]/g));
  add('pl', count(lower, /[łśźżćęą]/g));
  add('tr', count(lower, /[ğışİ]/g));
  const ranked = [...scores].filter(([, points]) => points > 0).sort((a, b) => b[1] - a[1]);
  return ranked[0]?.[0] ?? null;
}

/**
 * BCP 47 tag of what the buyer writes: `zh-Hans`, `zh-Hant`, `yue`, `en`, `id`, `th`, `vi`, ... or `und` when nothing tells
 * (numbers, stickers, an unknown word). Chinese wins in mixed text, since the agent may answer in Chinese.
 */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, 2000);
  const kana = count(sample, /[\p{Script=Hiragana}\p{Script=Katakana}]/gu);
  const han = count(sample, HAN);
  if (kana >= 2 && kana * 2 >= han) return 'ja';
  const letters = count(sample, /\p{Letter}/gu);
  for (const [language, script] of SCRIPTS) if (count(sample, script) * 2 > letters) return language;
  if (han > 0 && (han >= 2 || letters <= 3)) {
    if (count(foldText(sample).text, CANTONESE) > 0) return 'yue';
    let hant = 0;
    for (const char of sample) if (traditional.has(char)) hant++;
    return hant >= 2 || hant * 3 > han ? 'zh-Hant' : 'zh-Hans';
  }
  const latin = detectLatin(sample);
  if (latin) return latin;
  return han > 0 ? 'zh-Hans' : 'und';
}

/** True when a Chinese reply is a reply in the buyer's language. */
export const isChinese = (language: string): boolean => language === 'yue' || language.startsWith('zh');
