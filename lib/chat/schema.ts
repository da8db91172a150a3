import { z } from 'zod';
import { MAX_MESSAGES, MAX_TEXT } from './conversation';

/**
 * What the host accepts from a page: the shapes of `conversation.ts` as zod schemas. Apart from the types, so that a
 * content script never bundles the validator.
 */

const short = z.string().max(400);
const attributes = z.record(z.string().max(60), z.string().max(200));

/** Who said it. `robot` is the shop's auto reply, `system` a row of the platform. */
export const roleSchema = z.enum(['buyer', 'agent', 'robot', 'system']);

/** Where a fact was read on the page. */
export const readFromSchema = z.enum(['panel', 'card', 'order', 'url', 'list', 'header']);

export const productSchema = z.object({
  id: short.optional(),
  title: short.optional(),
  price: short.optional(),
  /** e.g. 材质 → 桑蚕丝 */
  attributes: attributes.default({}),
  readFrom: readFromSchema,
});

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

export const partSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('text'), text: z.string().max(MAX_TEXT), cut: z.boolean().optional() }),
  z.object({ type: z.literal('image'), alt: short.optional(), sticker: z.boolean().optional() }),
  z.object({ type: z.literal('product'), product: productSchema }),
  z.object({ type: z.literal('order'), order: orderSchema }),
]);

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

/** Stable identity of a conversation: console + shop + buyer id. */
export const conversationRefSchema = z.object({
  console: z.string().max(100),
  shop: z.string().max(200),
  buyer: z.string().max(300),
});

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
