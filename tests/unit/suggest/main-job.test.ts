import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { refKey } from '@/lib/chat/conversation';
import { createFixedClock } from '@/lib/core/clock';
import { entrySchema } from '@/lib/knowledge/schema';
import type { Assistant, AssistantSettings } from '@/lib/suggest/assistant';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { NOW, SETTINGS } from '@/tests/support/assistant-bench';
import { type Line, toConversation } from '@/tests/support/conversation';

/** The main job on the knowledge that ships: no scripted parts. */
const FOLDER = join(import.meta.dirname, '../../../assets/knowledge');
let assistant: Assistant;

beforeAll(() => {
  assistant = createAssistant();
  const rows = readdirSync(FOLDER)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readFileSync(join(FOLDER, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => entrySchema.parse(JSON.parse(line)));
  assistant.upsert(rows.map((entry) => ({ entry, source: 'starter', precedence: 0 })));
}, 60_000);

const advise = (
  lines: string | readonly Line[],
  extra: Record<string, unknown> = {},
  settings: Partial<AssistantSettings> = {},
) => assistant.advise(toConversation(lines, extra), { ...SETTINGS, ...settings }, createFixedClock(NOW));
const silk = { product: { id: '1', title: '重磅真丝衬衫女', attributes: { 材质: '桑蚕丝' }, readFrom: 'panel' } };
const shirt = { product: { id: '2', title: '法式衬衫女', attributes: {}, readFrom: 'panel' } };

describe('「会不会褪色」', () => {
  test('product known as silk: the silk colour card, a suggestion about silk, no chips', () => {
    const advice = advise('这件真丝衬衫会不会褪色呀', silk);
    expect(advice.cards[0]).toMatchObject({ entryId: 'st-card-fade-silk' });
    expect(advice.cards[0]?.send.length).toBeGreaterThan(0);
    expect(advice.ask).toBeNull();
    expect(advice.product).toMatchObject({ origin: 'panel', attributes: { 材质: '桑蚕丝' } });
    expect(advice.suggestions[0]?.text).toContain('真丝');
    expect(advice.silence).toBeNull();
  });

  test('no product on the page, but the buyer says silk', () => {
    const advice = advise('这件真丝衬衫会不会褪色呀');
    expect(advice.cards[0]?.entryId).toBe('st-card-fade-silk');
    expect(advice.product?.origin).toBe('said');
  });

  test.each<[string, string, Record<string, unknown>]>([
    ['no product', '这件衬衫会不会褪色呀', {}],
    ['a product without fabric', '会不会褪色呀', shirt],
    ['an imitation said', '这件不是真丝的，会不会褪色呀', shirt],
  ])('fabric unknown (%s): chips and a ready question', (_, text, extra) => {
    const { ask, cards } = advise(text, extra);
    expect(ask?.attribute).toBe('材质');
    expect(ask?.values).toEqual(expect.arrayContaining(['真丝', '棉', '牛仔', '羊毛']));
    expect(ask?.question?.text.length).toBeGreaterThan(5);
    expect(cards.map(({ entryId }) => entryId)).not.toContain('st-card-fade-silk');
  });

  test('the chip brings the card', () => {
    const key = refKey(toConversation('x').ref);
    const advice = advise('会不会褪色呀', shirt, { chosen: { [key]: { 材质: '真丝' } } });
    expect(advice.cards[0]?.entryId).toBe('st-card-fade-silk');
    expect(advice.product?.origin).toBe('chosen');
  });

  test.each([['洗了会掉色不'], ['會唔會甩色㗎'], ['褪不褪色'], ['不会褪色吧'], ['会不会串色啊']])(
    'asked as %s',
    (text) => {
      expect(advise(text, silk).cards.map(({ entryId }) => entryId)).toContain('st-card-fade-silk');
    },
  );

  test.each<[string, Line[] | string]>([
    ['the buyer denies it', '我没问褪色，我问的是多大码'],
    [
      'only the agent said it',
      [
        ['agent', '深色真丝可能褪色，请手洗'],
        ['buyer', '好的，什么时候发货'],
      ],
    ],
  ])('%s: no card', (_, lines) => {
    expect(advise(lines, silk).cards.map(({ entryId }) => entryId)).not.toContain('st-card-fade-silk');
  });

  test('other fabric, other card', () => {
    const cotton = { product: { title: '纯棉T恤', attributes: {}, readFrom: 'panel' } };
    expect(advise('会不会褪色呀', cotton).cards[0]?.entryId).toBe('st-card-fade-cotton');
    const denim = { product: { title: '高腰牛仔裤', attributes: { 面料: '棉98% 氨纶2%' }, readFrom: 'panel' } };
    expect(advise('会不会褪色呀', denim).cards.map(({ entryId }) => entryId)).toContain('st-card-fade-denim');
  });
});

describe('everyday questions', () => {
  test.each([
    ['什么时候发货'],
    ['怎么退货'],
    ['运费险有吗'],
    ['尺码怎么选'],
    ['能开发票吗'],
    ['快递到哪了'],
    ['有优惠券吗'],
  ])('%s gets a suggestion', (text) => {
    const { suggestions, silence } = advise(text);
    expect(silence).toBeNull();
    expect(suggestions.length).toBeGreaterThan(0);
    for (const suggestion of suggestions) {
      expect(suggestion.why.length).toBeGreaterThan(0);
      expect(suggestion.source.internal).toBe(false);
      expect(suggestion.text).not.toContain('{{');
    }
  });

  test.each([['今天天气真好'], ['哈哈哈'], ['嗯嗯']])('%s gets none', (text) => {
    expect(advise(text).suggestions).toEqual([]);
  });

  test('a buyer who writes Indonesian gets no Chinese suggestion', () => {
    expect(advise('apakah barang ini ready kak')).toMatchObject({ silence: 'language', suggestions: [] });
  });
});
