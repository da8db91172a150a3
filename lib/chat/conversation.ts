import type { z } from 'zod';
import type {
  conversationRefSchema,
  conversationSchema,
  messageSchema,
  orderSchema,
  partSchema,
  productSchema,
  readFromSchema,
  roleSchema,
} from './schema';

/** The shared language of reading and suggesting: types and small readers, without the validator. */

/** Longest message text that travels (UTF-16 units); longer page text is cut and marked `cut`. */
export const MAX_TEXT = 4000;
/** Most messages in one snapshot: the newest ones. */
export const MAX_MESSAGES = 80;

export type Role = z.infer<typeof roleSchema>;
export type ReadFrom = z.infer<typeof readFromSchema>;
export type Product = z.infer<typeof productSchema>;
export type Order = z.infer<typeof orderSchema>;
export type Part = z.infer<typeof partSchema>;
export type Message = z.infer<typeof messageSchema>;
export type ConversationRef = z.infer<typeof conversationRefSchema>;
export type Conversation = z.infer<typeof conversationSchema>;

/** One string per conversation, for maps and comparison. */
export const refKey = (ref: ConversationRef): string => JSON.stringify([ref.console, ref.shop, ref.buyer]);

/** True when both name the same conversation. */
export const isSameConversation = (a: ConversationRef | null, b: ConversationRef | null): boolean =>
  a !== null && b !== null && refKey(a) === refKey(b);

/** All text of a message, parts joined by blanks (cards give their title). */
export function messageText(message: Message): string {
  return message.parts
    .map((part) => {
      if (part.type === 'text') return part.text;
      if (part.type === 'product') return part.product.title ?? '';
      return '';
    })
    .filter(Boolean)
    .join(' ');
}
