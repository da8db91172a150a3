import { foldText } from '@/lib/core/text';
import { readNumber } from '@/lib/understand/numbers';

/** A number with its unit, comparable: hours for spans of time, yuan for money. */
export interface Quantity {
  value: number;
  /** As it was written, before its unit was made canonical. */
  raw: number;
  /** Canonical unit; empty when none was written. */
  unit: string;
  start: number;
  end: number;
}

const UNITS: readonly (readonly [RegExp, string, number])[] = [
  [
    /^(?:个)?(?:工作日|working days?|business days?|hari kerja|ngay lam viec|วันทำการ|dias? (?:habil(?:es)?|laborables?|uteis|util)|営業日|영업일)/,
    'workday',
    1,
  ],
  [
    /^(?:个)?(?:小时|钟头|時間|h(?![a-z])|hours?|hrs?|jam(?![a-z])|gio(?![a-z])|tieng(?![a-z])|ชั่วโมง|ชม|horas?|시간)/,
    'hour',
    1,
  ],
  [/^(?:天|日(?!本|期)|days?|hari(?![a-z])|ngay(?![a-z])|วัน|dias?(?![a-z])|일)/, 'hour', 24],
  [/^(?:个)?(?:星期|礼拜|周(?!岁|年)|週間|weeks?|minggu|tuan(?![a-z])|สัปดาห์|อาทิตย์|semanas?|주)/, 'hour', 168],
  [/^(?:分钟|mins?(?![a-z])|minutes?|menit|phut|นาที|minutos?|분)/, 'hour', 1 / 60],
  [/^(?:个)?(?:月(?![日号光])|か月|ヶ月|months?|bulan|thang(?![a-z])|เดือน|mes(?:es)?(?![a-z])|개월)/, 'month', 1],
  [/^(?:周?年(?!级)|years?|tahun|nam(?![a-z])|ปี|anos?(?![a-z])|년)/, 'month', 12],
  [/^(?:元|块钱?|rmb|cny|yuan)/, 'yuan', 1],
  [/^(?:%|percent|个点)/, '%', 1],
  [/^折/, 'discount', 1],
  [/^(?:倍|times)/, 'times', 1],
  [/^(?:℃|°c?|度)/, 'degree', 1],
  [/^(?:厘米|公分|cm)/, 'cm', 1],
  [/^(?:毫米|mm)/, 'cm', 0.1],
  [/^(?:米|m(?![a-zl]))/, 'cm', 100],
  [/^(?:公斤|千克|kg)/, 'kg', 1],
  [/^斤/, 'kg', 0.5],
  [/^(?:克|g(?![a-z]))/, 'kg', 0.001],
  [/^(?:周?岁)/, 'age', 1],
  [/^(?:件|个|双|条|套|包|盒|箱|瓶|罐|袋|台|只|支|张|份|单|次|pcs?|pieces?)/, 'piece', 1],
  [/^(?:点|:\d\d|：\d\d)/, 'clock', 1],
  [/^(?:月)/, 'date-month', 1],
  [/^(?:[号日])/, 'date-day', 1],
];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** A month's English name beside a day. */
const MONTH_NAME =
  /(?<![a-z])(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?(?=\s\d)|(?<=\d(?:st|nd|rd|th)?\s)(?:of )?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*/g;
const ENGLISH = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
/** English numerals only where a unit of time, money or measure follows. */
const ENGLISH_NUMBER = /(?<![a-z])(two|three|four|five|six|seven|eight|nine|ten)(?=[\s-][a-z])/g;
const ARABIC = /(?<![\d.])\d+(?:\.\d+)?/g;
/** Chinese numerals only where a unit makes a quantity of them; 一 before a measure word is an article. */
const CHINESE =
  /(?<![一二两三四五六七八九十百千万半第])(百分之)?([一二两三四五六七八九十百千万半]+)\s?(?=个?工作日|个?小时|钟头|天|个?星期|个?礼拜|周|分钟|个月|年|元|块|%|折|倍|度|厘米|公分|米|公斤|千克|斤|克|岁|件|双|条|套|包|盒|箱|瓶|次)?/g;
const LIST_MARK = /^\s?[.、)）](?!\d)/;
const LINE_START = /(?:^|[\n。；;：:(（])\s*$/;
const WORD_UNITS = new Set(['piece', '']);

/** The numbers of a text that state something; list marks, articles and parts of words are none. */
export function listQuantities(text: string): Quantity[] {
  const folded = foldText(text);
  const page = folded.text;
  const found: Quantity[] = [];
  const add = (value: number, start: number, numberEnd: number, forced?: string) => {
    const rest = page.slice(numberEnd).replace(/^\s/, '');
    const skipped = page.length - numberEnd - rest.length;
    const money = /[¥￥$]\s?$/.test(page.slice(0, start));
    const hit = UNITS.find(([pattern]) => pattern.test(rest));
    const unit = forced ?? (money ? 'yuan' : (hit?.[1] ?? ''));
    const factor = forced !== undefined || money ? 1 : (hit?.[2] ?? 1);
    const length = forced !== undefined || !hit ? 0 : (hit[0].exec(rest)?.[0].length ?? 0) + skipped;
    const at = (i: number): number => folded.offsets[i] ?? text.length;
    found.push({
      value: Math.round(value * factor * 1e6) / 1e6,
      raw: value,
      unit,
      start: at(start),
      end: at(Math.min(numberEnd + length, page.length)),
    });
  };
  for (const match of page.matchAll(ARABIC)) {
    const end = match.index + match[0].length;
    if (LINE_START.test(page.slice(Math.max(0, match.index - 3), match.index)) && LIST_MARK.test(page.slice(end)))
      continue;
    // ①②③ head a list; folded they look like figures.
    if (/[①-⑳⑴-⒇❶-❿➀-➓]/.test(text[folded.offsets[match.index] ?? 0] ?? '')) continue;
    // A number inside a Latin word is a name (A4, 5G, K1), unless the letters behind it are its unit.
    if (/[a-z]/.test(page[match.index - 1] ?? '')) continue;
    add(Number(match[0]), match.index, end);
  }
  for (const match of page.matchAll(CHINESE)) {
    const written = match[2] ?? '';
    const start = match.index;
    const end = start + match[0].trimEnd().length;
    const value = readNumber(written);
    if (value === null) continue;
    if (match[1]) {
      add(value, start, end, '%');
      continue;
    }
    const rest = page.slice(end).replace(/^\s/, '');
    const hit = UNITS.find(([pattern]) => pattern.test(rest));
    if (!hit || (value === 1 && WORD_UNITS.has(hit[1])) || written === '半' || hit[1].startsWith('date')) continue;
    // 三点 may be three points; 一点 a little.
    if (hit[1] === 'clock' || (value <= 3 && hit[1] === 'piece')) continue;
    add(value, start, end);
  }
  for (const match of page.matchAll(MONTH_NAME)) {
    const month = MONTHS.indexOf(match[1] ?? match[2] ?? '') + 1;
    add(month, match.index, match.index + match[0].length, '');
  }
  for (const match of page.matchAll(ENGLISH_NUMBER)) {
    const end = match.index + match[0].length;
    const unit = UNITS.find(([pattern]) => pattern.test(page.slice(end + 1)))?.[1];
    if (unit && unit !== 'piece') add(ENGLISH.indexOf(match[0]), match.index, end);
  }
  return found.sort((a, b) => a.start - b.start);
}

/** 7折 pays seventy of a hundred: 30 % off. */
const isSameShare = (discount: Quantity, percent: Quantity): boolean => {
  const tenths = discount.raw >= 10 ? discount.raw / 10 : discount.raw;
  return Math.abs((10 - tenths) * 10 - percent.value) < 1e-6;
};

/** True when two quantities say the same; a number without unit (or with one in a language unknown here) matches any unit. */
export const isSameQuantity = (a: Quantity, b: Quantity): boolean =>
  // 24 hours and one day are one span.
  (a.unit === b.unit && Math.abs(a.value - b.value) < 1e-6) ||
  ((a.unit === '' || b.unit === '') && (a.value === b.value || a.raw === b.raw)) ||
  (a.unit === 'discount' && b.unit === '%' && isSameShare(a, b)) ||
  (a.unit === '%' && b.unit === 'discount' && isSameShare(b, a));
