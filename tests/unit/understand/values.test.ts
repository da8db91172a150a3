import { expect, test } from 'vitest';
import { normalise } from '@/lib/understand/normalise';
import { readNumber } from '@/lib/understand/numbers';
import { findValues } from '@/lib/understand/values';

test.each([
  ['一百一', 110],
  ['一百零八', 108],
  ['一百', 100],
  ['两百三', 230],
  ['九十六', 96],
  ['十五', 15],
  ['一六三', 163],
  ['半', 0.5],
  ['1.63', 1.63],
  ['二十', 20],
  ['百', 100],
  ['好', null],
  ['', null],
])('%s reads as %s', (text, value) => {
  expect(readNumber(text)).toBe(value);
});

const show = (text: string) => findValues(normalise(text)).map(({ type, value, unit }) => `${type} ${value} ${unit}`);

test.each([
  ['一米六三 一百一', ['height 163 cm', 'weight 55 kg']],
  ['165/108斤', ['height 165 cm', 'weight 54 kg']],
  ['1米58，90斤', ['height 158 cm', 'weight 45 kg']],
  ['身高172体重130斤', ['height 172 cm', 'weight 65 kg']],
  ['五呎三', ['height 160 cm']],
  ['110磅', ['weight 49.896 kg']],
  ['七天内能退吗', ['duration 7 days']],
  ['满三百减五十块', ['amount 50 yuan']],
  ['八折还是百分之五', ['percent 5 %']],
  ['48小时', ['duration 48 hours']],
  ['拍XL码', ['size XL size']],
  ['要37码', ['size 37 size']],
  ['两件多少', ['count 2 pieces']],
  ['你好', []],
])('%s → %j', (text, expected) => {
  expect(show(text)).toEqual(expected);
});

test('a price after a height is no weight', () => {
  expect(show('一米六三的 88块')).toEqual(['height 163 cm', 'amount 88 yuan']);
});
