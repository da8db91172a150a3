import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createFixedClock } from '@/lib/core/clock';
import { parseJsonl } from '@/lib/knowledge/jsonl';
import { createAssistant } from '@/lib/suggest/create-assistant';

test('a new question is not answered with the card of the one before', () => {
  const assistant = createAssistant();
  for (const name of readdirSync('assets/knowledge').filter((file) => file.endsWith('.jsonl'))) {
    const { rows } = parseJsonl(readFileSync(`assets/knowledge/${name}`, 'utf8'));
    assistant.upsert(rows.map(({ entry }) => ({ entry, source: 'starter', precedence: 0 })));
  }
  const say = (id: string, role: 'buyer' | 'agent', text: string, seenAtMs: number) => ({
    id,
    role,
    parts: [{ type: 'text' as const, text }],
    seenAtMs,
  });
  const advice = assistant.advise(
    {
      ref: { console: 'pinduoduo', shop: 's', buyer: 'b' },
      shop: {},
      buyer: {},
      orders: [],
      practice: false,
      messages: [
        say('1', 'buyer', '这件真丝衬衫会不会褪色呀', 0),
        say('2', 'agent', '好的，已为您处理', 5000),
        say('3', 'buyer', '什么时候发货', 90_000),
      ],
    },
    { role: 'agent', groups: [], chosen: {}, shopFacts: {}, recentTexts: [] },
    createFixedClock(Date.parse('2026-11-21T00:00:00Z')),
  );
  expect(advice.suggestions[0]?.entryId).toBe('st-ship-when-order');
  expect(advice.suggestions.map(({ entryId }) => entryId)).not.toContain('st-card-fade-silk');
});
