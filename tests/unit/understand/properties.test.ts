import { expect, test } from 'vitest';
import type { Conversation } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import { foldText, toOriginalSpan } from '@/lib/core/text';
import { findConcepts } from '@/lib/understand/concepts';
import { normalise } from '@/lib/understand/normalise';
import { understand } from '@/lib/understand/understand';
import type { Evidence } from '@/lib/understand/understanding';
import { findValues } from '@/lib/understand/values';

/** Seeded, so that a failure can be repeated. */
let state = 20261121;
const next = (n: number): number => {
  state = (state + 0x6d2b79f5) >>> 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) % n;
};

const PIECES = [
  '什么时候发货',
  '褪色',
  '優惠券',
  '一米六三',
  '110磅',
  '点解',
  '！！！！',
  '😡',
  '👩‍👩‍👧',
  '🇨🇳',
  '1️⃣',
  '\u200b',
  '\u202e',
  '\ud83d',
  '\ude00',
  'ﷺ',
  '㎏',
  'é',
  'e\u0301',
  '薇\u200b信',
  ' ',
  '\n',
  '好好好好好',
  'yyds',
  '不',
  '。',
  '我要投诉',
  '[大哭]',
  '５５５',
  '𝐕',
  '啲',
  'İ',
  'ß',
  '\0',
  '\ufffd',
];

function randomText(): string {
  const size = next(30);
  let text = '';
  for (let i = 0; i < size; i++) {
    const kind = next(4);
    if (kind === 0) text += PIECES[next(PIECES.length)] ?? '';
    else if (kind === 1) text += String.fromCharCode(0x4e00 + next(0x5000));
    else if (kind === 2) text += String.fromCharCode(next(0x10000));
    else text += String.fromCodePoint(0x1f000 + next(0xa00));
  }
  return text;
}

function expectWay(folded: { original: string; text: string; offsets: Int32Array }): void {
  const { original, text, offsets } = folded;
  if (offsets.length !== text.length + 1 || offsets.at(-1) !== original.length)
    throw new Error(`offsets: ${JSON.stringify(original)}`);
  for (let i = 1; i < offsets.length; i++)
    if ((offsets[i] ?? 0) < (offsets[i - 1] ?? 0)) throw new Error(`falling offsets: ${JSON.stringify(original)}`);
}

const isWholeSpan = (text: string, start: number, end: number): boolean =>
  start >= 0 &&
  end <= text.length &&
  start <= end &&
  !((text.charCodeAt(end - 1) & 0xfc00) === 0xd800 && (text.charCodeAt(end) & 0xfc00) === 0xdc00 && end > start);

test('10,000 fuzzed texts: offsets stay valid, spans lead back, nothing throws', () => {
  let spans = 0;
  for (let round = 0; round < 10_000; round++) {
    const text = randomText();
    expectWay(foldText(text));
    const normalised = normalise(text);
    expectWay(normalised);
    for (const { start, end } of [...findConcepts(normalised), ...findValues(normalised)]) {
      const span = toOriginalSpan(normalised, start, end);
      if (!isWholeSpan(text, span.start, span.end) || span.end === span.start)
        throw new Error(`span of ${JSON.stringify(text)}`);
      spans++;
    }
  }
  expect(spans).toBeGreaterThan(5000);
}, 60_000);

const toTurn = (text: string): { conversation: Conversation; turn: BuyerTurn } => {
  const message = { id: 'm1', role: 'buyer' as const, parts: [{ type: 'text' as const, text }], seenAtMs: 1 };
  return {
    conversation: {
      ref: { console: 'c', shop: 's', buyer: 'b' },
      shop: {},
      buyer: {},
      messages: [message],
      orders: [],
      practice: false,
    },
    turn: { id: 't1', messages: [message], text, answered: false },
  };
};

test('1,000 fuzzed turns are understood whole: evidence and questions quote the buyer exactly', () => {
  for (let round = 0; round < 1000; round++) {
    const text = randomText();
    const { conversation, turn } = toTurn(text);
    const understanding = understand(conversation, turn);
    const quotes: Evidence[] = [
      ...understanding.mood.evidence,
      ...understanding.risks.flatMap(({ evidence }) => evidence),
      ...understanding.questions,
    ];
    for (const { start, end, text: quote } of quotes)
      if (text.slice(start, end) !== quote) throw new Error(JSON.stringify(text));
    const sum = understanding.scene.ranking.reduce((total, { p }) => total + p, 0);
    if (Math.abs(sum - 1) > 1e-6) throw new Error(`probabilities of ${JSON.stringify(text)}`);
    if (understanding.mood.level < 0 || understanding.mood.level > 10)
      throw new Error(`level of ${JSON.stringify(text)}`);
  }
  expect(understand(toTurn('').conversation, toTurn('').turn).isQuestion).toBe(false);
}, 60_000);

test.each([
  ['one character', '啊'.repeat(100_000)],
  ['a trade term', '优惠券'.repeat(34_000)],
  ['near misses of a term', '优会卷'.repeat(34_000)],
  ['questions', '什么时候发货吗？'.repeat(12_500)],
  ['digits', '1'.repeat(100_000)],
  ['Chinese numbers', '一百'.repeat(50_000)],
  ['blanks', ' '.repeat(100_000)],
  ['insults', '垃圾骗子'.repeat(25_000)],
  ['halves of a gapped form', '签收'.repeat(50_000)],
  ['lone surrogates', '\ud83d'.repeat(100_000)],
  ['brackets', '[('.repeat(50_000)],
])(
  '100,000 characters of %s take bounded time',
  (_, text) => {
    const { conversation, turn } = toTurn(text);
    understand(conversation, toTurn('热身').turn);
    const start = performance.now();
    understand(conversation, turn);
    expect(performance.now() - start).toBeLessThan(8000);
  },
  30_000,
);
