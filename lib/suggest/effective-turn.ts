import { type Conversation, type Message, messageText } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';

const HAS_WORDS = /[\p{Letter}\p{Number}]/u;
const URGES = /[?？]/;

/** Messages before the turn, newest first. */
export function listEarlier(conversation: Conversation, turn: BuyerTurn): Message[] {
  const first = turn.messages[0]?.id;
  const index = conversation.messages.findIndex((message) => message.id === first);
  return conversation.messages.slice(0, Math.max(0, index)).reverse();
}

/**
 * The turn to answer. A lone 「？？」 repeats the buyer's last question when no agent has answered it since; every other turn is
 * itself. The id stays the one of the newest turn.
 */
export function getEffectiveTurn(conversation: Conversation, turn: BuyerTurn): BuyerTurn {
  if (HAS_WORDS.test(turn.text) || !URGES.test(turn.text)) return turn;
  for (const message of listEarlier(conversation, turn)) {
    if (message.role === 'agent') return turn;
    const text = message.role === 'buyer' ? messageText(message) : '';
    if (HAS_WORDS.test(text)) return { ...turn, text, messages: [message, ...turn.messages] };
  }
  return turn;
}

/** The buyer's own earlier messages, newest first, at most `count`. */
export const listEarlierAsked = (conversation: Conversation, turn: BuyerTurn, count: number): string[] =>
  listEarlier(conversation, turn)
    .filter(({ role }) => role === 'buyer')
    .map(messageText)
    .filter((text) => HAS_WORDS.test(text))
    .slice(0, count);
