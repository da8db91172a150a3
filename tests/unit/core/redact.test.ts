import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findPersonalData, type PersonalSpan, redact } from '@/lib/core/redact';
import { type RedactRow, readMarkedRows } from '@/tests/support/redact-rows';

const rows = readFileSync('tests/fixtures/redact/own.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as RedactRow);

const overlaps = (a: PersonalSpan, b: PersonalSpan) => a.start < b.end && b.start < a.end;

/** Whole span hidden, one unit of tolerance, by spans of any type. */
function isHidden(span: PersonalSpan, found: readonly PersonalSpan[]): boolean {
  let open = 0;
  for (let i = span.start; i < span.end; i++) if (!found.some((f) => f.start <= i && i < f.end)) open++;
  return open <= 1;
}

/** Share of spans hidden, and of findings that were right. */
function judge(set: readonly RedactRow[]): { recall: number; precision: number } {
  let hidden = 0;
  let missed = 0;
  let alarms = 0;
  for (const row of set) {
    const found = findPersonalData(row.text);
    for (const span of row.spans) isHidden(span, found) ? hidden++ : missed++;
    alarms += found.filter((f) => !row.spans.some((span) => overlaps(f, span))).length;
  }
  return { recall: hidden / (hidden + missed), precision: hidden / (hidden + alarms) };
}

test('hides personal data in our own labelled rows and leaves look-alikes alone', () => {
  expect(rows.length).toBeGreaterThan(500);
  const { recall, precision } = judge(rows);
  expect(recall).toBeGreaterThanOrEqual(0.98);
  expect(precision).toBeGreaterThanOrEqual(0.97);
});

test('finds names in the places where people write them, and addresses of every kind', () => {
  const sessions = readdirSync('training/redact')
    .filter((file) => file.startsWith('session-'))
    .flatMap((file) => readMarkedRows(`training/redact/${file}`));
  expect(sessions.length).toBeGreaterThan(1000);
  const { recall, precision } = judge(sessions);
  expect(recall).toBeGreaterThanOrEqual(0.92);
  expect(precision).toBeGreaterThanOrEqual(0.97);
});

test.each([
  ['mobile', '改成15200376681', 'phone', '15200376681'],
  ['mobile in words', '一五二零零三七六六八一', 'phone', '一五二零零三七六六八一'],
  ['mobile with letters', '152O0376681', 'phone', '152O0376681'],
  ['landline with extension', '021-64330912转802', 'phone', '021-64330912转802'],
  ['e-mail spelled out', '发 kiki艾特qq点com 吧', 'email', 'kiki艾特qq点com'],
  ['order', '单号250418-301928374650192', 'order', '250418-301928374650192'],
  ['tracking', 'SF1029384756102', 'tracking', 'SF1029384756102'],
  ['bare room', '我家9栋2单元1103', 'address', '9栋2单元1103'],
  ['traditional characters', '台北市大安區忠孝東路四段177號', 'address', '台北市大安區忠孝東路四段177號'],
  ['honorific', '罗女士的件', 'name', '罗女士'],
])('finds a %s', (_, text, type, expected) => {
  const found = findPersonalData(text).map((span) => [span.type, text.slice(span.start, span.end)]);
  expect(found).toEqual([[type, expected]]);
});

test('gives one placeholder per value and restores it in a draft', () => {
  const text = '给152 0037 6681发短信,15200376681没收到,改打13912345608';
  const result = redact(text);
  expect(result.text).toBe('给〔手机号1〕发短信,〔手机号1〕没收到,改打〔手机号2〕');
  expect(result.restore('已改为〔手机号2〕')).toBe('已改为13912345608');
  expect(result.restore('〔手机号9〕')).toBe('〔手机号9〕');
});

test('a placeholder typed by the buyer is never taken for one of ours', () => {
  const result = redact('〔手机号1〕是我的 15200376681');
  expect(result.text).toBe('〔手机号1〕是我的 〔手机号2〕');
  expect(result.restore('〔手机号1〕')).toBe('〔手机号1〕');
});

test('hides names known from the page wherever they stand', () => {
  expect(redact('sunny小铺说好的', { names: ['Sunny小铺'] }).text).toBe('〔姓名1〕说好的');
  expect(redact('sunny小铺说好的').text).toBe('sunny小铺说好的');
});

test('any text gives sorted, disjoint spans inside the text, in bounded time', () => {
  let seed = 7;
  const random = (limit: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return seed % limit;
  };
  const pieces = [
    '省',
    '市路',
    '3号',
    '栋',
    '1',
    '13',
    '9',
    '-',
    ' ',
    '王',
    '先生',
    '刻',
    '@',
    'a.b',
    '收件人',
    '\u200b',
    '😀',
    '\ud800',
    '８',
    '①',
    '转',
    'Mr ',
    'Jalan ',
    '\n',
    '幺',
    'o',
    '路与',
  ];
  for (let round = 0; round < 10_000; round++) {
    let text = '';
    for (let i = random(14); i >= 0; i--)
      text += random(5) === 0 ? String.fromCharCode(random(0xffff)) : pieces[random(pieces.length)];
    let last = 0;
    for (const span of findPersonalData(text)) {
      expect(span.start).toBeGreaterThanOrEqual(last);
      expect(span.end).toBeGreaterThan(span.start);
      expect(span.end).toBeLessThanOrEqual(text.length);
      last = span.end;
    }
  }
}, 60_000);

test.each(['1', '村', '1 ', '王', 'a', '路1号', '幺', 'A b', '3栋', 'a@', '1-', 'Unit 1 a, '])(
  '100 kB of %j is done in time',
  (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const begun = performance.now();
    findPersonalData(text);
    expect(performance.now() - begun).toBeLessThan(20_000);
  },
  30_000,
);
