import type { Conversation } from '@/lib/chat/conversation';

/** A query row of the evaluation data. */
export interface QueryRow {
  id: string;
  history?: { role: 'buyer' | 'seller'; text: string }[];
  text: string;
}

/** The fixed time of evaluation (ms). */
export const EVAL_NOW_MS = Date.UTC(2026, 10, 21, 4, 0, 0);

/** The conversation that a console would show for a row: rows a minute apart, so that only the last one is the turn. */
export function toConversation(row: QueryRow): Conversation {
  const said = [...(row.history ?? []), { role: 'buyer' as const, text: row.text }];
  return {
    ref: { console: 'eval', shop: 'eval', buyer: row.id },
    shop: {},
    buyer: { id: row.id },
    messages: said.map(({ role, text }, i) => ({
      id: `${row.id}-${i}`,
      role: role === 'seller' ? 'agent' : 'buyer',
      parts: [{ type: 'text', text }],
      seenAtMs: EVAL_NOW_MS - (said.length - 1 - i) * 60_000,
    })),
    orders: [],
    practice: false,
  };
}
