const DIGITS: Readonly<Record<string, number>> = {
  零: 0,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  七: 7,
  八: 8,
  九: 9,
};
const UNITS: Readonly<Record<string, number>> = { 十: 10, 百: 100, 千: 1000, 万: 10000 };

/**
 * Reads an Arabic or Chinese number: 108, 1.5, 一百零八 (108), 一百一 (110), 两百三 (230), 半 (0.5), 一六三 (163). Null when it is none.
 */
export function readNumber(text: string): number | null {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === '' || text.length > 12) return null;
  if (text === '半') return 0.5;
  if (text === '百十') return 110;
  const chars = [...text];
  if (chars.every((char) => char in DIGITS)) return Number(chars.map((char) => DIGITS[char]).join(''));
  let total = 0;
  let digit: number | null = null;
  let lastUnit = 1;
  let sawZero = false;
  for (const char of chars) {
    if (char === '半') {
      total += lastUnit === 1 ? 0.5 : lastUnit / 2;
      continue;
    }
    const unit = UNITS[char];
    if (unit !== undefined) {
      total += (digit ?? 1) * unit;
      lastUnit = unit;
      digit = null;
      sawZero = false;
      continue;
    }
    const value = DIGITS[char];
    if (value === undefined) return null;
    if (value === 0) sawZero = true;
    else digit = value;
  }
  // 一百一 is 110, 一百零一 is 101.
  if (digit !== null) total += sawZero || lastUnit <= 10 ? digit : (digit * lastUnit) / 10;
  return total;
}
