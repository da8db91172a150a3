import { hashText } from '@/lib/core/ids';
import { type Conversation, type Message, messageText } from './conversation';

/** Fragments of one buyer closer than this are one question (architecture.md, "Buyer turn"). */
export const TURN_GAP_MS = 4000;

/** Longest text of a turn, UTF-16 units: no question needs more, and every step after stays fast. */
export const MAX_TURN_TEXT = 2000;

/** The newest thing the buyer asked: one or more fragments without an agent row between. */
export interface BuyerTurn {
  /** Stable while the same fragments stand; changes with each new fragment. */
  id: string;
  messages: Message[];
  /** Fragments joined by a line break. */
  text: string;
  /** True when an agent (not a robot) has answered after it. */
  answered: boolean;
}

/**
 * The newest buyer turn of a conversation, or null when the buyer has said nothing.
 * History that was already on the page at first sight has equal `seenAtMs`: neighbouring buyer rows then join too,
 * at most five, since nobody can tell the gaps.
 */
export function getBuyerTurn(conversation: Conversation): BuyerTurn | null {
  const { messages } = conversation;
  let end = messages.length - 1;
  let answered = false;
  while (end >= 0 && messages[end]?.role !== 'buyer') {
    if (messages[end]?.role === 'agent') answered = true;
    end--;
  }
  if (end < 0) return null;
  const fragments: Message[] = [];
  for (let i = end; i >= 0 && fragments.length < 5; i--) {
    const message = messages[i];
    if (!message || message.role === 'agent') break;
    if (message.role !== 'buyer') continue;
    const next = fragments[0];
    if (next && next.seenAtMs - message.seenAtMs >= TURN_GAP_MS) break;
    fragments.unshift(message);
  }
  const text = joinNewest(fragments.map(messageText).filter(Boolean));
  return { id: hashText(fragments.map((m) => m.id).join('\u0001') + text), messages: fragments, text, answered };
}

/** Joins fragments; what is too long is cut from the oldest, since the newest words are the question. */
function joinNewest(texts: string[]): string {
  const kept: string[] = [];
  let room = MAX_TURN_TEXT;
  for (const text of texts.toReversed()) {
    if (room <= 0) break;
    kept.unshift(text.slice(0, room));
    room -= text.length + 1;
  }
  return kept.join('\n');
}
