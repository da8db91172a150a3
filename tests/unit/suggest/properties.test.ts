import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { getBuyerTexts } from '@/lib/knowledge/entry';
import { type Entry, entrySchema } from '@/lib/knowledge/schema';
import type { Assistant } from '@/lib/suggest/assistant';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { createScriptedRetriever, NOW, SETTINGS } from '@/tests/support/assistant-bench';
import { toConversation } from '@/tests/support/conversation';

/** What must hold for any turn, on the knowledge that ships. Retrieval is scripted: it may bring any entry for any turn. */
const FOLDER = join(import.meta.dirname, '../../../assets/knowledge');
const SHOP_FACTS = {
  default: { ship_time: '付款后36小时内', return_days: 9, price_protect_days: 11, return_address: '宁波仓3号' },
};
let assistant: Assistant;
const entries = new Map<string, Entry>();

/** Seeded, so that a failure can be repeated (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

beforeAll(() => {
  for (const name of readdirSync(FOLDER).filter((file) => file.endsWith('.jsonl')))
    for (const line of readFileSync(join(FOLDER, name), 'utf8').split('\n').filter(Boolean)) {
      const entry = entrySchema.parse(JSON.parse(line));
      entries.set(entry.id, entry);
    }
  const scripted = createScriptedRetriever(undefined);
  let turn = 0;
  assistant = createAssistant({
    retriever: {
      ...scripted,
      // A window over all entries that moves with each turn.
      retrieve: ({ limit }) => {
        const all = [...entries.values()];
        turn++;
        return Array.from({ length: limit }, (_, i) => {
          const entry = all[(turn * 7 + i) % all.length] as Entry;
          return { entry, source: 'starter', precedence: 0, score: 1, confidence: 0.9 - i / 100, why: [] };
        });
      },
    },
  });
  assistant.upsert([...entries.values()].map((entry) => ({ entry, source: 'starter', precedence: 0 })));
}, 60_000);

const WORDS = [
  '褪色',
  '缩水',
  '真丝',
  '什么时候发货',
  '退货',
  '运费',
  '我要投诉',
  '坏了',
  '尺码',
  '体重110',
  'size',
  '？',
  '\u200b',
  '\u202e',
  '\ud800',
  '😡',
  '{{ship_time}}',
  '<b>',
  '〔',
  '不',
  '吗',
  '，',
  '\n',
  '1',
  '我没问',
  '详情写着',
  '「',
  '」',
  '是真的吗',
];

test('any turn: never throws, at most three suggestions and cards, reasons and ids sound, nothing internal to send', () => {
  const random = createRandom(20261121);
  for (let i = 0; i < 400; i++) {
    const length = Math.floor(random() * 12);
    const text = Array.from({ length }, () =>
      random() < 0.7
        ? (WORDS[Math.floor(random() * WORDS.length)] ?? '')
        : String.fromCharCode(Math.floor(random() * 0xffff)),
    ).join('');
    const advice = assistant.advise(
      toConversation(text || ' '),
      { ...SETTINGS, shopFacts: SHOP_FACTS },
      createFixedClock(NOW),
    );
    expect(advice.suggestions.length).toBeLessThanOrEqual(3);
    expect(advice.cards.length).toBeLessThanOrEqual(3);
    const pieces = [
      ...advice.suggestions.map(({ id }) => id),
      ...advice.cards.flatMap(({ send }) => send.map(({ id }) => id)),
    ];
    expect(new Set(pieces).size).toBe(pieces.length);
    const isSilent = advice.suggestions.length === 0 && advice.cards.length === 0 && advice.ask === null;
    expect(advice.silence === null).toBe(!isSilent);
    for (const { why, source, text: reply, slots, confidence } of advice.suggestions) {
      expect(why.length).toBeGreaterThan(0);
      expect(source.internal).toBe(false);
      expect(reply).not.toMatch(/\{\{|\}\}/);
      expect(confidence >= 0 && confidence <= 1).toBe(true);
      for (const slot of slots) if (slot.empty) expect(reply.slice(slot.start, slot.end)).toMatch(/^〔.+〕$/);
    }
    for (const card of advice.cards) if (card.internal) expect(card.send).toEqual([]);
  }
});

test('every figure in a reply comes from its entry or from a slot', () => {
  const angry = [
    '气死我了什么时候发货',
    '这件真丝会不会褪色',
    '我要退货，太失望了',
    '等了五天还没发，急死了',
    '尺码怎么选',
  ];
  for (let i = 0; i < 300; i++) {
    const advice = assistant.advise(
      toConversation(`${angry[i % angry.length]}`),
      { ...SETTINGS, shopFacts: SHOP_FACTS },
      createFixedClock(NOW),
    );
    for (const { entryId, text, slots } of advice.suggestions) {
      const entry = entries.get(entryId);
      if (!entry) throw new Error(`unknown entry ${entryId}`);
      const backed = [...getBuyerTexts(entry), ...slots.map(({ start, end }) => text.slice(start, end))].join(' ');
      for (const figure of text.match(/\d+(?:\.\d+)?/g) ?? [])
        expect([entryId, figure, backed.includes(figure)]).toEqual([entryId, figure, true]);
    }
  }
});
