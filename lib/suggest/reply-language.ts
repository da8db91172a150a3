import { detectLanguage, isChinese } from '@/lib/understand/language';

const HAN = /\p{Script=Han}/u;
const SLOTS = /\{\{[^{}]*\}\}/g;
const known = new Map<string, string>();

/** Main language of a reply text, slots left out: `zh`, a BCP 47 base tag, or `und`. Kept, since entries are asked again and again. */
export function getReplyLanguage(text: string): string {
  const kept = known.get(text);
  if (kept) return kept;
  const bare = text.replace(SLOTS, ' ');
  const tag = detectLanguage(bare);
  const language = isChinese(tag) || (tag === 'und' && HAN.test(bare)) ? 'zh' : (tag.split('-')[0] ?? 'und');
  if (known.size > 20_000) known.clear();
  known.set(text, language);
  return language;
}

/** True when a turn of this language (BCP 47, `und` counts as Chinese) may be answered in Chinese. */
export const wantsChinese = (language: string): boolean => language === 'und' || isChinese(language);

/**
 * True when the reply can go to a buyer who writes `language`: never Chinese to a buyer who does not write it. Text that shows
 * no language of its own (a bare English word, a number) passes for every buyer who does not write Chinese.
 */
export function speaks(text: string, language: string): boolean {
  const own = getReplyLanguage(text);
  if (wantsChinese(language)) return own === 'zh';
  return own === (language.split('-')[0] ?? language) || (own === 'und' && language.startsWith('en'));
}
