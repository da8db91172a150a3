import { foldText } from '@/lib/core/text';

const AMOUNT =
  /(\d+(?:\.\d+)?)\s*(?:-|到|至|~)?\s*(\d+(?:\.\d+)?)?\s*(个?工作日|天|日|小时|h|分钟|个月|年|元|块|%|折|度|℃|°c|厘米|cm|斤|kg|days?|hours?)/g;
const UNITS: Readonly<Record<string, string>> = {
  日: '天',
  day: '天',
  days: '天',
  h: '小时',
  hour: '小时',
  hours: '小时',
  块: '元',
  '℃': '度',
  '°c': '度',
  cm: '厘米',
  个工作日: '工作日',
};
const SUBJECTS = [
  '运费险',
  '退货',
  '换货',
  '退款',
  '包邮',
  '机洗',
  '手洗',
  '水洗',
  '干洗',
  '发票',
  '退换',
  '价保',
  '补差价',
  '保修',
  '改地址',
  '熨烫',
  '漂白',
  '烘干',
  '货到付款',
  '拒收',
  '补发',
  '赔付',
  '发货',
  '试用',
];
const DENIAL =
  /(?:不|没有?|无法|未|勿|别|禁止|谢绝)(?:再|能|可以?|支持|提供|接受|包含?|享受|承担|有|赠送|予|建议|要|宜|得|会|用|开具?)*$/;
const MIDDLE = /^(?:是|也)?(?:不支持|不可|不能|不行|暂不|无法|没有|不提供|不接受)/;

const toUnit = (unit: string): string => UNITS[unit] ?? unit;

/** Numbers by unit. */
function getAmounts(text: string): Map<string, Set<string>> {
  const amounts = new Map<string, Set<string>>();
  for (const [, low, high, unit] of text.matchAll(AMOUNT)) {
    if (!low || !unit) continue;
    const set = amounts.get(toUnit(unit)) ?? new Set();
    amounts.set(toUnit(unit), set.add(high ? `${low}-${high}` : low));
  }
  return amounts;
}

/** Subjects that a text grants (true) or denies (false); a subject that it does both with is left out. */
function getStands(text: string): Map<string, boolean> {
  const stands = new Map<string, boolean>();
  for (const subject of SUBJECTS) {
    const found = new Set<boolean>();
    for (let at = text.indexOf(subject); at >= 0; at = text.indexOf(subject, at + 1)) {
      const denied = DENIAL.test(text.slice(Math.max(0, at - 6), at)) || MIDDLE.test(text.slice(at + subject.length));
      found.add(!denied);
    }
    const [only] = [...found];
    if (found.size === 1 && only !== undefined) stands.set(subject, only);
  }
  return stands;
}

/**
 * True when two replies to the same question say different things: other numbers of the same unit with none in common, or one
 * grants what the other denies. Only worth asking about entries that answer the same question.
 */
export function isConflict(a: string, b: string): boolean {
  const one = foldText(a).text;
  const other = foldText(b).text;
  const amounts = getAmounts(other);
  for (const [unit, numbers] of getAmounts(one)) {
    const others = amounts.get(unit);
    if (others && ![...numbers].some((number) => others.has(number))) return true;
  }
  const stands = getStands(other);
  return [...getStands(one)].some(([subject, granted]) => stands.has(subject) && stands.get(subject) !== granted);
}
