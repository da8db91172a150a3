import type { Finding } from '@/lib/suggest/view-model';
import { type GuardContext, toFindingOf } from './context';

const AMOUNT =
  /(?:[¥￥]\s?)?(\d{1,6}(?:\.\d{1,2})?|[一二两三四五六七八九十百千万零]{1,8})\s?(?:元|块钱?|块(?!布|板)|rmb)|[¥￥]\s?(\d{1,6}(?:\.\d{1,2})?)/giu;
/** Words that make an amount something the shop gives. */
const GIVES =
  /(?:补偿|补|退|赔|返|送|给您|给你|减|免|优惠|红包|转给|打给|差价|承担|报销|少收|让利|便宜|抹)[^，,。!！?？;；]{0,10}$/u;
/** An amount that is a threshold, a price or what the buyer pays. */
const NOT_GIVEN =
  /(?:满|达到|超过|低于|原价|售价|价格|单价|标价|付|付了|支付|实付|补拍|补差价链接|您补(?!偿)|需要补|要补|您付|到手价|只要|一共|合计|总共|起)[^，,。!！?？;；]{0,4}$/u;

const DIGIT: Record<string, number> = { 零: 0, 一: 1, 二: 2, 两: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 };
const UNIT: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 };

/** The value of a Chinese numeral (一百二 is 120), or NaN. */
export function fromChineseNumeral(text: string): number {
  let sum = 0;
  let digit = -1;
  let last = 1;
  for (const char of text) {
    const unit = UNIT[char];
    if (unit !== undefined) {
      sum = unit === 10_000 ? (sum + Math.max(digit, 0)) * unit : sum + (digit < 0 ? 1 : digit) * unit;
      digit = -1;
      last = unit;
    } else {
      const value = DIGIT[char];
      if (value === undefined) return Number.NaN;
      if (value === 0) last = 10;
      digit = value;
    }
  }
  // 一百二: the last digit stands one step below the unit before it, unless a zero says otherwise.
  return digit < 0 ? sum : sum + digit * (last > 10 && !text.includes('零') ? last / 10 : 1);
}

/** Amounts given to the buyer above the agent's limit (yuan). */
export function findOverLimit(draft: string, context: GuardContext): Finding[] {
  const { amountMax } = context;
  if (amountMax === undefined) return [];
  const findings: Finding[] = [];
  for (const match of draft.matchAll(AMOUNT)) {
    const written = match[1] ?? match[2] ?? '';
    const value = /^\d/.test(written) ? Number(written) : fromChineseNumeral(written);
    const lead = draft.slice(Math.max(0, match.index - 16), match.index);
    if (!(value > amountMax) || NOT_GIVEN.test(lead) || !GIVES.test(lead)) continue;
    findings.push(
      toFindingOf(draft, 'over_limit', 'red', 'over_limit.amount', {
        start: match.index,
        end: match.index + match[0].length,
      }),
    );
  }
  return findings;
}
