import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Lexicon } from '@/lib/knowledge/schema';
import { guardText } from '@/lib/suggest/guard/guard';

interface Row {
  id: string;
  draft: string;
  violations: { type: string; start: number; span: string }[];
}

const rows = readFileSync('training/guard/drafts.jsonl', 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Row);

test('our own labelled drafts: violations are found, look-alikes are left alone', () => {
  let right = 0;
  let missed = 0;
  let alarms = 0;
  for (const row of rows) {
    const found = guardText(row.draft).length > 0;
    if (row.violations.length > 0) found ? right++ : missed++;
    else if (found) alarms++;
  }
  expect(rows.length).toBeGreaterThanOrEqual(600);
  expect(right / (right + alarms)).toBeGreaterThanOrEqual(0.97);
  expect(right / (right + missed)).toBeGreaterThanOrEqual(0.94);
});

test.each([
  ['这双袜子全网最便宜', 'absolute_claim', '全网最便宜'],
  ['加薇❤详聊', 'off_platform', '加薇❤'],
  ['加我 V 信', 'off_platform', '加我 V 信'],
  ['加我v\u200bx发您', 'off_platform', '加我v\u200bx'],
  ['绿泡泡上聊', 'off_platform', '绿泡泡上'],
  ['ＶＸ：tony8899', 'off_platform', 'ＶＸ：tony8899'],
  ['您电话15200376681对吗', 'privacy', '15200376681'],
  ['这茶专治失眠', 'medical_claim', '专治失眠'],
  ['绝对不会起球', 'false_promise', '绝对不会起球'],
  ['五星好评返三元', 'incentive_review', '五星好评返三元'],
  ['有本事去投诉', 'blame_or_rude', '有本事去投诉'],
])('%s → %s', (draft, type, span) => {
  const found = guardText(draft).filter((finding) => finding.type === type);
  expect(found).toHaveLength(1);
  const [finding] = found;
  expect(draft.slice(finding?.start, finding?.end)).toBe(finding?.span);
  expect(finding?.span.includes(span) || span.includes(finding?.span ?? '')).toBe(true);
});

test.each([
  '第一时间给您安排',
  '最近单子多',
  '百分百棉',
  '支持微信支付',
  '一级能效',
  '特级初榨橄榄油',
  '我们不敢说是最低价',
  '平台不允许加微信',
  '永久牌自行车',
  'V领和圆领都有',
  'QQ糖两包',
  '尽量今天发',
  '一般三天到',
  '不用评价，送您的',
  '手机尾号2067',
  '138****2067对吗',
  '售后电话400-823-1177',
  '退货寄到江苏省苏州市吴江区丝绸路66号A仓 售后部收',
  '不具备治疗功效',
  '建议您咨询医生',
  '假一赔四是平台服务',
])('%s is fine', (draft) => {
  expect(guardText(draft)).toEqual([]);
});

test('one key mends: a phone number becomes masked, a promise becomes a fact', () => {
  expect(guardText('您电话15200376681对吗')[0]?.fix).toBe('152****6681');
  expect(guardText('绝对不会起球')[0]?.fix).toBe('正常使用和洗护下不容易出现这个问题');
});

test('leads add and allow words, bound to platforms', () => {
  const lexicon: Lexicon = {
    kind: 'lexicon',
    id: 'lx',
    title: 'x',
    list: 'absolute_claim',
    platforms: ['pinduoduo'],
    add: ['闪耀登场'],
    allow: ['全网最便宜'],
  };
  expect(guardText('闪耀登场', { platform: 'pinduoduo', lexicons: [lexicon] }).map((f) => f.rule)).toEqual([
    'absolute_claim.lexicon:lx',
  ]);
  expect(guardText('闪耀登场', { platform: 'feige', lexicons: [lexicon] })).toEqual([]);
  expect(guardText('全网最便宜', { platform: 'pinduoduo', lexicons: [lexicon] })).toEqual([]);
  expect(guardText('全网最便宜', { platform: 'feige', lexicons: [lexicon] })).toHaveLength(1);
});

const pieces = [
  '最',
  '好',
  '加',
  'v',
  '信',
  '❤',
  '保证',
  '不会',
  '褪色',
  '好评',
  '返',
  '5元',
  '您',
  '自己',
  '看',
  '治',
  '失眠',
  '138',
  '0013',
  '8000',
  ' ',
  '\u200b',
  '😀',
  '\ud83d',
  '，',
  '。',
  '路1号',
  'QQ',
  '全网',
  '赔',
  '十倍',
];

test('any text gives sorted findings inside the text', () => {
  let seed = 11;
  const random = (limit: number) => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    return (seed >>> 8) % limit;
  };
  for (let round = 0; round < 10_000; round++) {
    let text = '';
    for (let i = random(12); i >= 0; i--)
      text += random(6) === 0 ? String.fromCharCode(random(0xffff)) : pieces[random(pieces.length)];
    let last = 0;
    for (const finding of guardText(text)) {
      expect(finding.start).toBeGreaterThanOrEqual(last);
      expect(finding.end).toBeGreaterThan(finding.start);
      expect(text.slice(finding.start, finding.end)).toBe(finding.span);
      last = finding.start;
    }
    expect(last).toBeLessThanOrEqual(text.length);
  }
}, 120_000);

test.each(['最', '好评', '加v', '保证不会', '您自己', '1', '治失眠', '赔', 'a', '全网', '永'])(
  '100 kB of %s is done in time',
  (piece) => {
    const text = piece.repeat(Math.ceil(100_000 / piece.length));
    const begun = performance.now();
    guardText(text);
    expect(performance.now() - begun).toBeLessThan(30_000);
  },
  40_000,
);
