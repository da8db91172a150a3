import { describe, expect, test } from 'vitest';
import { type Ask, getAdvice } from '@/tests/support/assistant-bench';
import type { Line } from '@/tests/support/conversation';

const zh = { id: 'zh', title: '发货时间', answer: '付款后48小时内发出' };
const en = {
  id: 'en',
  title: 'Shipping time',
  questions: ['when will it ship'],
  answer: 'It ships within two days after payment.',
};
const subject = (ask: Partial<Ask>) => {
  const { silence, suggestions } = getAdvice({ lines: '什么时候发货', rows: [zh], ...ask });
  return { silence, ids: suggestions.map(({ entryId }) => entryId) };
};
const picture: Line[] = [['buyer', [{ type: 'image' }]]];
const sticker: Line[] = [['buyer', [{ type: 'image', sticker: true, alt: '[微笑]' }]]];
const productOnly: Line[] = [['buyer', [{ type: 'order', order: { items: [], readFrom: 'card' } }]]];

describe('why nothing is suggested', () => {
  test.each<[string, Partial<Ask>, string | null]>([
    ['something fits', {}, null],
    ['nobody has written', { lines: [['agent', '您好']] }, 'no-question'],
    ['knowledge is empty', { rows: [] }, 'no-knowledge'],
    ['nothing fits', { found: {} }, 'low'],
    ['fits too badly', { found: { zh: 0.1 } }, 'low'],
    ['only thanks', { lines: '好的谢谢', found: {} }, 'no-question'],
    [
      'a greeting',
      { lines: '在吗', found: {}, understanding: { scene: { id: 'other', confidence: 0.7, ranking: [] } } },
      'no-question',
    ],
    ['a picture', { lines: picture }, 'unreadable'],
    ['a sticker', { lines: sticker }, 'no-question'],
    ['only an order card', { lines: productOnly }, 'no-question'],
    ['another language', { lines: 'apakah barang ini ready kak, kapan dikirim ya', rows: [zh, en] }, 'language'],
    ['English without English entries', { lines: 'when will you ship my order?' }, 'language'],
  ])('%s → %s', (_, ask, reason) => {
    expect(subject(ask).silence).toBe(reason);
    if (reason) expect(subject(ask).ids).toEqual([]);
  });

  test('a card that pops is not silence', () => {
    const card = { kind: 'card', id: 'c', title: 'c', triggers: [{ any: ['褪色'] }], body: 'x' };
    expect(subject({ lines: '褪色吗', rows: [card], found: {} }).silence).toBeNull();
  });
});

describe('the buyer’s language', () => {
  test.each<[string, string[]]>([
    ['什么时候发货', ['zh']],
    ['幾時發貨呀', ['zh']],
    ['点解仲未出货嘅', ['zh']],
    ['when will you ship my order?', ['en']],
    ['什么时候 ship 呀', ['zh']],
    ['¿cuándo se envía mi pedido?', []],
    ['khi nào giao hàng vậy shop', []],
  ])('%s → %j', (lines, expected) => {
    expect(subject({ lines, rows: [zh, en] }).ids).toEqual(expected);
  });

  test('an English variant of a Chinese entry serves an English buyer', () => {
    const both = { ...zh, variants: [{ id: 'en', text: 'It ships within two days after payment.' }] };
    const { suggestions } = getAdvice({ lines: 'when will you ship my order?', rows: [both] });
    expect(suggestions.map(({ text }) => text)).toEqual(['It ships within two days after payment.']);
  });

  test('the advice names the language', () => {
    expect(getAdvice({ lines: 'apakah barang ini ready kak', rows: [zh] }).language).toBe('id');
  });
});

describe('hostile and odd turns', () => {
  test.each<[string, string]>([
    ['markup', '<img src=x onerror=alert(1)>发货吗'],
    ['slots of our own', '{{ship_time}} 什么时候发货'],
    ['bidi and zero width', '什\u200b么\u202e时候发货'],
    ['a lone surrogate', '\ud83d 什么时候发货'],
    ['only marks', '？？？！！！'],
    ['very long', '什么时候发货'.repeat(600)],
  ])('%s: answered without throwing, the turn is passed on as written (a very long one cut)', (_, text) => {
    const advice = getAdvice({ lines: text, rows: [zh] });
    expect(text.startsWith(advice.turnText) && advice.turnText.length > 0).toBe(true);
    for (const { text: reply } of advice.suggestions) expect(reply).not.toContain('onerror');
  });
});
