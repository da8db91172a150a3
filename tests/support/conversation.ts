import type { Conversation } from '@/lib/chat/conversation';
import { conversationSchema } from '@/lib/chat/schema';

/** One line of a chat for tests: who, and what (a string, or parts). */
export type Line = readonly [role: 'buyer' | 'agent' | 'robot' | 'system', said: string | readonly object[]];

/** Milliseconds between two lines: far enough apart that each line is a turn of its own. */
const GAP_MS = 60_000;

/**
 * A conversation from a few lines. A single string is one buyer message. `extra` overrides any field of the conversation.
 */
export function toConversation(lines: string | readonly Line[], extra: Record<string, unknown> = {}): Conversation {
  const all: readonly Line[] = typeof lines === 'string' ? [['buyer', lines]] : lines;
  return conversationSchema.parse({
    ref: { console: 'pinduoduo', shop: 'shop-1', buyer: 'buyer-1' },
    shop: { id: 'shop-1', name: '青禾家居服' },
    buyer: { id: 'buyer-1', name: '晚风' },
    messages: all.map(([role, said], i) => ({
      id: `m${i}`,
      role,
      parts: typeof said === 'string' ? [{ type: 'text', text: said }] : said,
      seenAtMs: (i + 1) * GAP_MS,
    })),
    ...extra,
  });
}
