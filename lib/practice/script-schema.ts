import { z } from 'zod';

const product = z.object({
  id: z.string().min(1),
  title: z.string().min(1),
  price: z.string().optional(),
  /** What the page's product panel lists, e.g. 材质 → 桑蚕丝. May lack what the buyer asks about: that is a lesson too. */
  attributes: z.record(z.string(), z.string()).default({}),
});

const order = z.object({
  id: z.string().min(1),
  state: z.string().min(1),
  promisedShipTime: z.string().optional(),
  carrier: z.string().optional(),
  trackingNo: z.string().optional(),
  lastTrack: z.string().optional(),
});

const lineSchema = z.object({
  text: z.string().optional(),
  /** Sends the product card instead of words. */
  card: z.enum(['product', 'order']).optional(),
  /** Pause before this line, ms: people type. */
  waitMs: z.number().int().min(0).max(20_000).default(1200),
});

const stepSchema = z.object({
  id: z.string().min(1),
  says: z.array(lineSchema).min(1),
  /** The first one whose word stands in the agent's reply decides the next step. */
  hears: z.array(z.object({ any: z.array(z.string().min(1)).min(1), goto: z.string().min(1) })).default([]),
  /** Next step when nothing was heard; none: the buyer is done. */
  otherwise: z.string().optional(),
  /** What the buyer says, once, when no reply comes for so long. */
  impatient: z.object({ afterMs: z.number().int().min(5000), text: z.string().min(1) }).optional(),
});

/** One scripted buyer of the practice console. */
export const practiceScriptSchema = z.object({
  buyer: z.object({ id: z.string().min(1), name: z.string().min(1) }),
  product,
  orders: z.array(order).default([]),
  start: z.string().min(1),
  /** Pause before the first line, ms. */
  startsAfterMs: z.number().int().min(0).default(0),
  steps: z.array(stepSchema).min(1),
});
export type PracticeScript = z.infer<typeof practiceScriptSchema>;
export type PracticeStep = PracticeScript['steps'][number];
export type PracticeLine = PracticeStep['says'][number];
