import type { Normalised } from './normalise';
import { readNumber } from './numbers';

/** What kind of value was read. */
export type ValueType =
  | 'height'
  | 'weight'
  | 'size'
  | 'age'
  | 'waist'
  | 'foot'
  | 'amount'
  | 'percent'
  | 'duration'
  | 'date'
  | 'clock'
  | 'count'
  | 'measure'
  | 'order-stage';

/** A typed value. `value` is in `unit`: cm, kg, yuan, hours, days, months, years, %, pieces ...; offsets are into `normalised.text`. */
export interface ValueHit {
  type: ValueType;
  /** A number, or the word itself for sizes, dates and stages. */
  value: number | string;
  unit: string;
  start: number;
  end: number;
}

const NUMBER = '(?:\\d+(?:\\.\\d+)?|[零一二两三四五六七八九十百千半]+)';
const CN = '[零一二两三四五六七八九十百半]';

interface Rule {
  type: ValueType;
  pattern: RegExp;
  read(match: RegExpExecArray): { value: number | string; unit: string } | null;
}

const plain = (type: ValueType, pattern: string, unit: string, factor = 1): Rule => ({
  type,
  pattern: new RegExp(pattern, 'g'),
  read: (match) => {
    const value = readNumber(match[1] ?? '');
    return value === null ? null : { value: Math.round(value * factor * 1000) / 1000, unit };
  },
});

const inRange = (low: number, high: number, rule: Rule): Rule => ({
  ...rule,
  read: (match) => {
    const result = rule.read(match);
    return result && typeof result.value === 'number' && result.value >= low && result.value <= high ? result : null;
  },
});

/** 一米六三, 1米63, 1.63m, 一米六 → centimetres. */
function readMetres(match: RegExpExecArray): { value: number; unit: string } | null {
  const metres = readNumber(match[1] ?? '');
  const rest = match[2] ?? '';
  if (metres === null || metres > 2) return null;
  let cm = 0;
  if (rest !== '') {
    const digits = /^\d+$/.test(rest) ? rest : [...rest].map((char) => readNumber(char) ?? '').join('');
    const value = rest.includes('十')
      ? readNumber(rest)
      : Number(digits.length === 1 ? `${digits}0` : digits.slice(0, 2));
    cm = value ?? 0;
  }
  return { value: Math.round(metres * 100 + cm), unit: 'cm' };
}

/** Order matters: an earlier rule takes its span, later ones see what is left. */
const RULES: readonly Rule[] = [
  {
    type: 'height',
    pattern: new RegExp(`([12一二两])\\s?[米m]\\s?((?:\\d{1,2}|${CN}{1,3})(?![斤公千kK磅]))`, 'g'),
    read: readMetres,
  },
  inRange(0.4, 2.3, {
    ...plain('height', '([12]\\.\\d{1,2})\\s?(?:米|m)(?![a-z])', 'm'),
    read: (m) => ({ value: Number(m[1]), unit: 'm' }),
  }),
  {
    type: 'height',
    pattern:
      /([三四五六3456])\s?(?:呎|英尺|尺|'|ft|feet)\s?([一二三四五六七八九十\d]{1,2}|半)?\s?(?:寸|吋|英寸|"|inch|in)?(?![a-z])/g,
    read: (match) => {
      const feet = readNumber(match[1] ?? '') ?? 0;
      const inches = match[2] === '半' ? 6 : (readNumber(match[2] ?? '') ?? 0);
      return { value: Math.round(feet * 30.48 + inches * 2.54), unit: 'cm' };
    },
  },
  inRange(
    45,
    230,
    plain(
      'height',
      `(?:身高|高|个头)\\s*(?:是|大概|差不多|有|:|约)*\\s*(\\d{2,3}|${CN}{2,6})(?:\\s?(?:cm|厘米|公分))?`,
      'cm',
    ),
  ),
  inRange(
    120,
    215,
    plain(
      'height',
      '(1[3-9]\\d|20\\d)\\s?(?:cm|厘米|公分)?\\s?(?=[,、/ ]?\\s?\\d{2,3}(?:\\.\\d)?\\s?(?:斤|kg|公斤|千克|磅|lb))',
      'cm',
    ),
  ),
  {
    type: 'height',
    pattern: /(?<![\d.])(1[4-9]\d)\s?[/、,-]\s?(\d{2,3})(?:斤|kg|公斤)?(?![\d.])/g,
    read: (m) => ({ value: Number(m[1]), unit: 'cm' }),
  },
  plain('weight', `(?<![\\d.])(${NUMBER})\\s?多?来?\\s?(?:kg|公斤|千克)`, 'kg'),
  plain('weight', `(?<![\\d.])(${NUMBER})\\s?(?:磅|lbs?|pounds?)(?![a-z])`, 'kg', 0.4536),
  plain('weight', `(?<![\\d.])(${NUMBER}|百十)\\s?(?:多|来|几)?\\s?斤`, 'kg', 0.5),
  plain('weight', `体重\\s*(?:是|大概|差不多|有|:|约)*\\s*(\\d{2,3}|${CN}{2,5})`, 'kg', 0.5),
  plain('percent', `(?<![\\d.])(${NUMBER})\\s?(?:%|％|个点|percent)`, '%'),
  plain('percent', `百分之(${NUMBER})`, '%'),
  plain('amount', `(?<![\\d.])(${NUMBER})\\s?多?\\s?(?:元|块钱|块|圆|rmb|cny|yuan|大洋|软妹币|米(?=买|卖|拍))`, 'yuan'),
  plain('amount', '[¥￥$]\\s?(\\d+(?:\\.\\d+)?)', 'yuan'),
  plain('duration', `(?<![\\d.])(${NUMBER})\\s?(?:个)?多?\\s?(?:小时|钟头|h(?![a-z])|hours?)`, 'hours'),
  plain('duration', `(?<![\\d.])(${NUMBER})\\s?(?:来|多)?\\s?(?:天|日(?!本|期)|days?(?![a-z]))`, 'days'),
  plain('duration', `(?<![\\d.])(${NUMBER})\\s?个?多?(?:星期|礼拜|周(?!岁|年)|weeks?)`, 'weeks'),
  plain('duration', `(?<![\\d.])(${NUMBER})\\s?个多?半?月`, 'months'),
  plain('duration', `(?<![\\d.])(${NUMBER})\\s?年(?!级)`, 'years'),
  plain('duration', `(?<![\\d.])(${NUMBER})\\s?(?:分钟|mins?|minutes?)`, 'minutes'),
  plain('age', `(?<![\\d.])(${NUMBER})\\s?(?:周?岁|个月大|years? old)`, 'years'),
  plain('waist', `腰围?\\s*(?:是|大概|有)?\\s*(${NUMBER})\\s?(?:cm|厘米|公分|寸)?`, 'cm'),
  {
    type: 'waist',
    pattern: /([12一二两三])尺([\d一二三四五六七八九半])?/g,
    read: (m) => ({
      value: Math.round(
        ((readNumber(m[1] ?? '') ?? 0) + (m[2] === '半' ? 0.5 : (readNumber(m[2] ?? '') ?? 0) / 10)) * 33.33,
      ),
      unit: 'cm',
    }),
  },
  plain('foot', `(?:脚长|脚)\\s*(?:是|大概|有)?\\s*(\\d{2,3}(?:\\.\\d)?)\\s?(?:cm|厘米|公分|mm|毫米)?`, 'cm'),
  {
    type: 'clock',
    pattern: new RegExp(`(?:早上|上午|中午|下午|晚上|今晚|凌晨)?(${NUMBER})点(?:半|钟|\\d{1,2}分?)?(?!了?钱|啦)`, 'g'),
    read: (m) => ({ value: m[0], unit: 'clock' }),
  },
  {
    type: 'date',
    pattern:
      /(?:\d{4}年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})月(?:\d{1,2}|[一二三四五六七八九十]{1,3})[号日]?|(?:\d{1,2}|[一二三四五六七八九十]{1,3})[号](?!码|色|线|店|楼|仓|链接)|大?(?:昨|今|明|后|前)天|(?:这|下|上)?个?(?:周|星期|礼拜)[一二三四五六日天末]|双十一|双十二|六一八|国庆|春节|过年|元旦|中秋|端午|五一|月底|月初|年底|年前|年后/g,
    read: (m) => ({ value: m[0], unit: 'date' }),
  },
  {
    type: 'size',
    pattern: /(?<![a-z\d])(xxs|xs|[smlf]|[2-6]?xl|x{1,5}l|x{2,5})(?:码|号|\s?size)?(?![a-z\d])/g,
    read: (m) => ({ value: (m[1] ?? '').toUpperCase(), unit: 'size' }),
  },
  {
    type: 'size',
    pattern: new RegExp(
      `(?<![\\d.])(\\d{2,3}(?:\\.5)?|${CN}{1,3})\\s?(?:码|号码|号(?=的|鞋|够|合|大|小|吗|行|能|有|,|$)|yard)`,
      'g',
    ),
    read: (m) => ({ value: m[1] ?? '', unit: 'size' }),
  },
  {
    type: 'size',
    pattern: /均码|加大码|特大码|大码|中码|小码|加肥加大/g,
    read: (m) => ({ value: m[0], unit: 'size' }),
  },
  plain(
    'measure',
    `(?<![\\d.])(\\d+(?:\\.\\d+)?|${CN}{1,4})\\s?(?:毫安|mah|ml|毫升|升|瓦|w(?![a-z])|伏|v(?![a-z])|寸|英寸|厘米|公分|cm|毫米|mm|克|g(?![a-z])|度|平方|平米|平|米|分贝|db|流明|档)`,
    'unit',
  ),
  plain(
    'count',
    `(?<![\\d.])(${NUMBER})\\s?(?:件|个|双|条|套|包|盒|箱|瓶|罐|袋|台|只|支|张|份|本|对|斤装|单)`,
    'pieces',
  ),
];

/** The typed values of a text in order, spans apart. Unknown readings are left out. */
export function findValues(normalised: Normalised): ValueHit[] {
  const { text } = normalised;
  const sample = text.length > 4000 ? text.slice(0, 4000) : text;
  const taken = new Uint8Array(sample.length + 1);
  const hits: ValueHit[] = [];
  for (const { type, pattern, read } of RULES) {
    for (const match of sample.matchAll(pattern)) {
      const start = match.index;
      const end = start + match[0].trimEnd().length;
      if (end <= start || taken[start] || taken[end - 1]) continue;
      const result = read(match);
      if (result === null) continue;
      taken.fill(1, start, end);
      hits.push({ type, ...result, start, end });
    }
  }
  hits.sort((a, b) => a.start - b.start);
  return pairBodyMeasures(sample, hits, taken);
}

/** "一米六三 一百一", "163 108": after a height, a bare number of a body's weight in 斤 is the weight. */
function pairBodyMeasures(text: string, hits: ValueHit[], taken: Uint8Array): ValueHit[] {
  const height = hits.find((hit) => hit.type === 'height');
  if (!height || hits.some((hit) => hit.type === 'weight')) return hits;
  const after =
    /^[\s,、/。和]*(?:的个子|的个|高|的身高)?[\s,、/。]*(?:体重)?\s?(\d{2,3}|[一二两百八九七六][零一二两三四五六七八九十百]{1,4})(?![\d码号块元天个年月寸厘米c])/.exec(
      text.slice(height.end),
    );
  const value = after ? readNumber(after[1] ?? '') : null;
  if (!after || value === null || value < 35 || value > 320) return hits;
  const end = height.end + after[0].length;
  const start = end - (after[1] ?? '').length;
  if (taken[start]) return hits;
  // Below 75 after a metric height reads as kilograms only when so short a weight in 斤 cannot be an adult's.
  const isKg = typeof height.value === 'number' && height.value >= 140 && value < 75;
  hits.push({ type: 'weight', value: isKg ? value : value / 2, unit: 'kg', start, end });
  return hits.sort((a, b) => a.start - b.start);
}
