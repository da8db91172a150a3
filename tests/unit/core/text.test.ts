import { expect, test } from 'vitest';
import { foldText, toOriginalSpan } from '@/lib/core/text';
import { SIMPLIFIED, TRADITIONAL } from '@/lib/core/traditional';

test.each([
  ['Ｖ信　ＱＱ１２３', 'v信 qq123'],
  ['①②⑩㎏', '1210kg'],
  ['薇\u200b\u2060信\ufeff', '薇信'],
  ['發貨嗎，這件衣服會褪色嗎？', '发货吗,这件衣服会褪色吗?'],
  ['乾洗還是機洗', '干洗还是机洗'],
  ['穿著怎麼樣', '穿着怎么样'],
  ['café', 'cafe'],
  ['𝐕𝐗🅰', 'vxa'],
  ['ᴠᴇᴄнаt'.replace('н', 'h'), 'vechat'],
  ['1️⃣8️⃣', '18'],
  ['一行\r\n二行', '一行\r\n二行'],
])('folds %s', (input, expected) => {
  expect(foldText(input).text).toBe(expected);
});

test('traditional table has one simplified unit per character and no chains', () => {
  expect(TRADITIONAL.length).toBe(SIMPLIFIED.length);
  const from = new Set(TRADITIONAL);
  expect([...SIMPLIFIED].filter((char) => from.has(char))).toEqual([]);
});

test('a span leads back to what was written, invisible characters inside included, trailing ones not', () => {
  const folded = foldText('加我薇\u200b信\u200b吧');
  const start = folded.text.indexOf('薇');
  const span = toOriginalSpan(folded, start, start + 2);
  expect(folded.original.slice(span.start, span.end)).toBe('薇\u200b信');
});

test('a character that unfolds into several leads back whole', () => {
  const folded = foldText('重5㎏的');
  const start = folded.text.indexOf('k');
  for (const [from, to] of [
    [start, start + 1],
    [start + 1, start + 2],
    [start, start + 2],
  ] as const) {
    const span = toOriginalSpan(folded, from, to);
    expect(folded.original.slice(span.start, span.end)).toBe('㎏');
  }
});

test('folding twice changes nothing', () => {
  for (const text of ['發貨嗎①㎏ＡＢ', '鬱悶😡👩‍👩‍👧', 'ΣΑΣ İ ŉ ﬁ']) {
    const once = foldText(text).text;
    expect(foldText(once).text).toBe(once);
  }
});
