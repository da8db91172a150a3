import { z } from 'zod';

/**
 * The knowledge union, frozen at `schema: 1` (architecture.md, "Knowledge"). Unknown fields are kept and given back
 * (`looseObject`), so a newer writer's rows survive an older reader. Fields with a natural empty value may be absent;
 * readers use the helpers of `entry.ts` rather than `?? []` everywhere.
 */

/** A trigger pops a card: any of `any`, near one of `near`, none of `not`, and the product attribute if given. */
export const triggerSchema = z.looseObject({
  any: z.array(z.string().min(1)).min(1),
  near: z.array(z.string().min(1)).optional(),
  not: z.array(z.string().min(1)).optional(),
  attribute: z.looseObject({ name: z.string().min(1), values: z.array(z.string().min(1)).min(1) }).optional(),
});
export type Trigger = z.infer<typeof triggerSchema>;

/** When an entry or variant fits. `buyer` names stages such as presale, unpaid, paid, shipped, signed. */
export const whenSchema = z.looseObject({
  product: z.record(z.string(), z.array(z.string())).optional(),
  buyer: z.array(z.string()).optional(),
  campaign: z.looseObject({ from: z.string(), to: z.string(), name: z.string().optional() }).optional(),
});
export type When = z.infer<typeof whenSchema>;

export const variantSchema = z.looseObject({
  id: z.string().min(1),
  when: whenSchema.optional(),
  shops: z.array(z.string()).optional(),
  platforms: z.array(z.string()).optional(),
  text: z.string(),
});
export type Variant = z.infer<typeof variantSchema>;

const mediaSchema = z.looseObject({
  name: z.string(),
  type: z.string(),
  sha256: z.string(),
  caption: z.string().optional(),
});

const common = {
  schema: z.literal(1).optional(),
  id: z.string().min(1).max(200),
  title: z.string(),
  scene: z.string().optional(),
  category: z.string().optional(),
  folder: z.string().optional(),
  order: z.number().optional(),
  shortcut: z.string().optional(),
  tags: z.array(z.string()).optional(),
  scope: z.enum(['me', 'team']).optional(),
  shops: z.array(z.string()).optional(),
  platforms: z.array(z.string()).optional(),
  groups: z.array(z.string()).optional(),
  when: whenSchema.optional(),
  status: z.enum(['draft', 'review', 'published', 'retired']).optional(),
  valid_from: z.string().optional(),
  valid_to: z.string().optional(),
  verify_by: z.string().optional(),
  owner: z.string().optional(),
  author: z.string().optional(),
  internal: z.boolean().optional(),
  sources: z.array(z.string()).optional(),
  media: z.array(mediaSchema).optional(),
  supersedes: z.array(z.string()).optional(),
  updated_at: z.string().optional(),
};

export const answerSchema = z.looseObject({
  ...common,
  kind: z.literal('answer'),
  questions: z.array(z.string()).optional(),
  askings: z.array(z.string()).optional(),
  answer: z.string(),
  variants: z.array(variantSchema).optional(),
  probe: z.string().optional(),
  recommend: z.string().optional(),
});
export type Answer = z.infer<typeof answerSchema>;

export const cardSchema = z.looseObject({
  ...common,
  kind: z.literal('card'),
  triggers: z.array(triggerSchema).min(1),
  /** Plain text with line breaks, `- ` lists and `**bold**`; shown to the agent, never HTML. */
  body: z.string(),
  send: z.array(z.looseObject({ label: z.string(), text: z.string() })).optional(),
  /** Question to the buyer when the trigger's attribute is unknown. */
  ask: z.string().optional(),
});
export type Card = z.infer<typeof cardSchema>;

export const playbookSchema = z.looseObject({
  ...common,
  kind: z.literal('playbook'),
  questions: z.array(z.string()).optional(),
  askings: z.array(z.string()).optional(),
  triggers: z.array(triggerSchema).optional(),
  steps: z.array(z.string()).optional(),
  options: z
    .array(
      z.looseObject({
        label: z.string(),
        text: z.string(),
        pays: z.enum(['seller', 'buyer', 'platform', 'insurer', 'none']),
        within_hours: z.number().optional(),
        amount_max: z.number().optional(),
        role_min: z.enum(['trainee', 'agent', 'senior', 'lead']).optional(),
      }),
    )
    .min(1),
  closing: z.string().optional(),
});
export type Playbook = z.infer<typeof playbookSchema>;

export const productEntrySchema = z.looseObject({
  ...common,
  kind: z.literal('product'),
  item_ids: z.array(z.string()),
  names: z.array(z.string()).optional(),
  attributes: z.record(z.string(), z.string()).optional(),
  facts: z
    .array(
      z.looseObject({
        name: z.string(),
        value: z.union([z.string(), z.number(), z.boolean()]),
        unit: z.string().optional(),
        source: z.string().optional(),
      }),
    )
    .optional(),
});
export type ProductEntry = z.infer<typeof productEntrySchema>;

export const noticeSchema = z.looseObject({
  ...common,
  kind: z.literal('notice'),
  governs: z.looseObject({
    scenes: z.array(z.string()).optional(),
    triggers: z.array(triggerSchema).optional(),
    entries: z.array(z.string()).optional(),
  }),
  wording: z.string(),
  reason: z.string().optional(),
  must_read: z.boolean().optional(),
  effective_from: z.string().optional(),
  effective_to: z.string().optional(),
  audience: z
    .looseObject({
      groups: z.array(z.string()).optional(),
      shops: z.array(z.string()).optional(),
      people: z.array(z.string()).optional(),
    })
    .optional(),
  state: z.enum(['live', 'recalled']).optional(),
  replaces: z.array(z.looseObject({ entry: z.string().optional(), text: z.string().optional() })).optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const shopEntrySchema = z.looseObject({
  ...common,
  kind: z.literal('shop'),
  name: z.string(),
  console: z.string().optional(),
  /** Values behind the slots, by fact name of `shop-facts.ts`. */
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
});
export type ShopEntry = z.infer<typeof shopEntrySchema>;

export const subtextSchema = z.looseObject({
  ...common,
  kind: z.literal('subtext'),
  scenes: z.array(z.string()).optional(),
  sign: triggerSchema,
  need: z.string(),
  probe: z.string(),
});
export type Subtext = z.infer<typeof subtextSchema>;

export const lexiconSchema = z.looseObject({
  ...common,
  kind: z.literal('lexicon'),
  list: z.string().min(1),
  add: z.array(z.string()).optional(),
  allow: z.array(z.string()).optional(),
});
export type Lexicon = z.infer<typeof lexiconSchema>;

export const policySchema = z.looseObject({
  ...common,
  kind: z.literal('policy'),
  insert_and_send: z.boolean().optional(),
  hold_on_red: z.array(z.string()).optional(),
  roles: z.record(z.string(), z.looseObject({ amount_max: z.number().optional() })).optional(),
});
export type Policy = z.infer<typeof policySchema>;

const union = z.discriminatedUnion('kind', [
  answerSchema,
  cardSchema,
  playbookSchema,
  productEntrySchema,
  noticeSchema,
  shopEntrySchema,
  subtextSchema,
  lexiconSchema,
  policySchema,
]);

/** One unit of knowledge. A row without `kind` is an answer; `shop` and others may omit the title (their name or id serves). */
export const entrySchema = z.preprocess((row) => {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
  const given = row as Record<string, unknown>;
  const filled: Record<string, unknown> = { ...given };
  filled.kind ??= 'answer';
  filled.title ??= given.name ?? given.id;
  return filled;
}, union);
export type Entry = z.infer<typeof union>;
export type EntryKind = Entry['kind'];
export const ENTRY_KINDS = [
  'answer',
  'card',
  'playbook',
  'product',
  'notice',
  'shop',
  'subtext',
  'lexicon',
  'policy',
] as const satisfies readonly EntryKind[];
