import { z } from 'zod';

/**
 * The shared language of reading and suggesting. A content script produces these shapes without importing zod (types only);
 * the host validates them, because a page is never trusted.
 */

/** Longest message text that travels (UTF-16 units); longer page text is cut and marked `cut`. */
export const MAX_TEXT = 4000;
/** Most messages in one snapshot: the newest ones. */
export const MAX_MESSAGES = 80;

const short = z.string().max(400);
const attributes = z.record(z.string().max(60), z.string().max(200));

/** Who said it. `robot` is the shop's auto reply, `system` a row of the platform. */
export const roleSchema = z.enum(['buyer', 'agent', 'robot', 'system']);
export type Role = z.infer<typeof roleSchema>;

/** Where a fact was read on the page. */
export const readFromSchema = z.enum(['panel', 'card', 'order', 'url', 'list', 'header']);
export type ReadFrom = z.infer<typeof readFromSchema>;

export const productSchema = z.object({
  id: short.optional(),
  title: short.optional(),
  price: short.optional(),
  /** e.g. 材质 → 桑蚕丝 */
  attributes: attributes.default({}),
  readFrom: readFromSchema,
});
export type Product = z.infer<typeof productSchema>;

export const orderSchema = z.object({
  id: short.optional(),
  /** As the console words it: 待发货, 已发货 ... */
  state: short.optional(),
  /** As the console words it; not parsed here. */
  promisedShipTime: short.optional(),
  carrier: short.optional(),
  trackingNo: short.optional(),
  lastTrack: short.optional(),
  items: z.array(productSchema).max(20).default([]),
  readFrom: readFromSchema,
});
export type Order = z.infer<typeof orderSchema>;

export const partSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().max(MAX_TEXT), cut: z.boolean().optional() }),
  z.object({ type: z.literal('image'), alt: short.optional(), sticker: z.boolean().optional() }),
  z.object({ type: z.literal('product'), product: productSchema }),
  z.object({ type: z.literal('order'), order: orderSchema }),
]);
export type Part = z.infer<typeof partSchema>;

export const messageSchema = z.object({
  /** Platform id, else hash of text, role and neighbours. */
  id: z.string().max(200),
  role: roleSchema,
  parts: z.array(partSchema).max(20),
  /** Time that the console prints, as printed. */
  time: short.optional(),
  /** When the content script first saw the row (ms since the epoch). */
  seenAtMs: z.number(),
});
export type Message = z.infer<typeof messageSchema>;

/** Stable identity of a conversation: console + shop + buyer id. */
export const conversationRefSchema = z.object({
  console: z.string().max(100),
  shop: z.string().max(200),
  buyer: z.string().max(300),
});
export type ConversationRef = z.infer<typeof conversationRefSchema>;

export const conversationSchema = z.object({
  ref: conversationRefSchema,
  shop: z.object({ id: short.optional(), name: short.optional() }),
  buyer: z.object({ id: short.optional(), name: short.optional() }),
  /** Oldest first. */
  messages: z.array(messageSchema).max(MAX_MESSAGES),
  /** From the console's product panel or URL; cards stand in the messages. */
  product: productSchema.optional(),
  orders: z.array(orderSchema).max(20).default([]),
  /** A practice conversation: never in statistics. */
  practice: z.boolean().default(false),
});
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
