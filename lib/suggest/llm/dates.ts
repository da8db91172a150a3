import { foldText } from '@/lib/core/text';

/** A day that a text speaks of in words. Offsets are UTF-16. */
export interface SpokenDate {
  /** The same day in every language; the word itself where it has no name in others. */
  day: string;
  word: string;
  start: number;
  end: number;
}

/** Words for the same day in the languages of the consoles; accents are folded away before. */
const DAYS: readonly (readonly [string, string])[] = [
  ['today', '大?今[天晚早日]|today|tonight|hari ini|malam ini|hom nay|วันนี้|\\bhoy\\b|\\bhoje\\b|今日中|오늘'],
  ['tomorrow', '(?<!大)明[天晚早日]|(?<!after )tomorrow|besok|ngay mai|พรุ่งนี้|manana|amanha|내일'],
  ['day-after', '大?后[天晚早日]|the day after tomorrow|\\blusa\\b|ngay kia|มะรืนนี้|pasado manana|depois de amanha|모레'],
  ...['一', '二', '三', '四', '五', '六', '[日天末]'].map((han, i): [string, string] => {
    const english = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday|the weekend'][i];
    return [`weekday-${i + 1}`, `(?:这|下|本)个?(?:周|星期|礼拜)${han}|(?:this |next )?(?:${english})`];
  }),
  ['week', '(?:这|下|本)个?(?:周|星期|礼拜)(?![一二三四五六七日天末])|(?:this|next) week'],
  ['month-end', '月底|(?:the )?end of (?:this|the|next) month'],
  ['month-start', '月初'],
  ['singles-day', "双十一|singles'? day"],
  ['twelve', '双十二'],
  ['june', '六一八'],
  ['national', '国庆|national day'],
  ['spring', '春节|(?:chinese|lunar) new year|spring festival'],
  ['new-year', '年[前后]'],
];
const PATTERNS = DAYS.map(([day, words]) => [day, new RegExp(words, 'g')] as const);

/** Every day that a text names in words, in order. */
export function listDates(text: string): SpokenDate[] {
  const folded = foldText(text);
  return PATTERNS.flatMap(([day, pattern]) =>
    [...folded.text.matchAll(pattern)].map(
      (match): SpokenDate => ({
        day,
        word: match[0],
        start: folded.offsets[match.index] ?? 0,
        end: folded.offsets[match.index + match[0].length] ?? text.length,
      }),
    ),
  ).sort((a, b) => a.start - b.start);
}

/** In one language the word must be the same (tonight is not today); across languages the day. */
export const isSameDate = (a: SpokenDate, b: SpokenDate, sameScript: boolean): boolean =>
  sameScript ? a.word === b.word : a.day === b.day;
