import { z } from 'zod';
import { type Adapter, COMPOSER_KINDS, MAX_WITHOUT } from './adapter';

/**
 * Validation of adapters: bundled files (in tests) and overlays from detection, teaching or a file (at their border).
 * Never imported by the content script: zod alone would break its budget.
 */

const MAX_PLACES = 20;
const css = z.string().min(1).max(600);
const pattern = z
  .string()
  .min(1)
  .max(400)
  .refine((source) => {
    try {
      return new RegExp(source, 'iu').source.length > 0;
    } catch {
      return false;
    }
  }, 'not a regular expression');
const evidence = { by: z.string().min(1).max(200), on: z.string().regex(/^\d{4}-\d{2}-\d{2}$/) };

const find = z.strictObject({ css, ...evidence });
const pick = z.strictObject({
  css: css.optional(),
  attr: z
    .string()
    .regex(/^[a-z][\w:-]{0,60}$/i)
    .optional(),
  own: z.boolean().optional(),
  firstLine: z.boolean().optional(),
  match: pattern.optional(),
  strip: pattern.optional(),
  without: z.string().min(1).max(MAX_WITHOUT).optional(),
  page: z.boolean().optional(),
  url: z.literal(true).optional(),
  choose: z.enum(['longest', 'last']).optional(),
  ...evidence,
});
const finds = z.array(find).min(1).max(MAX_PLACES);
const picks = z.array(pick).min(1).max(MAX_PLACES);

const role = z.strictObject({
  role: z.enum(['buyer', 'agent', 'robot', 'system', 'as-before']),
  css: css.optional(),
  not: css.optional(),
  style: z.strictObject({ css: css.optional(), property: z.string().max(60), value: z.string().max(100) }).optional(),
  textStarts: z.array(z.string().min(1).max(80)).min(1).max(MAX_PLACES).optional(),
  side: z
    .strictObject({
      css: css.optional(),
      is: z.enum(['left', 'right', 'middle']),
      ink: z.literal(true).optional(),
      within: css.optional(),
      left: z.number().optional(),
      right: z.number().optional(),
    })
    .optional(),
  sender: z.strictObject({ pick, is: z.enum(['buyer', 'other']) }).optional(),
  ...evidence,
});
const productFields = z.strictObject({
  id: picks.optional(),
  title: picks.optional(),
  price: picks.optional(),
  attributes: z.strictObject({ row: finds, label: picks, value: picks }).optional(),
});
const orderFields = z.strictObject({
  id: picks.optional(),
  state: picks.optional(),
  promisedShipTime: picks.optional(),
  carrier: picks.optional(),
  trackingNo: picks.optional(),
  lastTrack: picks.optional(),
  items: z.strictObject({ row: finds, fields: productFields }).optional(),
});
const host = z.string().regex(/^(?:[a-z0-9-]+\.)*[a-z0-9-]+(?::\d{1,5})?$/);

export const adapterSchema: z.ZodType<Adapter> = z.strictObject({
  schema: z.literal(1),
  id: z.string().min(1).max(100),
  proof: z.enum(['fixture', 'one-source', 'detected', 'taught']),
  practice: z.boolean().optional(),
  match: z
    .array(
      z.strictObject({ hosts: z.array(host).min(1).max(40), path: pattern, frame: z.enum(['top', 'inner', 'any']) }),
    )
    .max(10),
  shadow: finds.optional(),
  composerIn: z.array(find).max(MAX_PLACES).optional(),
  identity: z.strictObject({
    shopId: picks.optional(),
    shopName: picks.optional(),
    buyerId: picks.optional(),
    buyerName: picks,
    avatar: picks.optional(),
    sender: pick.optional(),
    infer: z.boolean().optional(),
    unnamed: z.boolean().optional(),
    agree: z
      .array(z.strictObject({ of: z.enum(['id', 'name']), pick }))
      .max(MAX_PLACES)
      .optional(),
  }),
  rows: z.strictObject({
    container: z.array(find).max(MAX_PLACES),
    row: finds,
    order: z.enum(['dom', 'reverse', 'top']),
    quiet: z.boolean().optional(),
    split: z.boolean().optional(),
    strict: z.boolean().optional(),
  }),
  roles: z.array(role).min(1).max(MAX_PLACES),
  parts: z.strictObject({
    text: picks,
    image: finds.optional(),
    imageNot: css.optional(),
    sticker: css.optional(),
    product: z.strictObject({ css: finds, fields: productFields }).optional(),
    order: z.strictObject({ css: finds, fields: orderFields }).optional(),
    time: picks.optional(),
    id: picks.optional(),
  }),
  composer: z
    .array(z.strictObject({ css, kind: z.enum(COMPOSER_KINDS), near: css.optional(), ...evidence }))
    .min(1)
    .max(MAX_PLACES),
  send: z.strictObject({ css: finds, scripted: z.boolean() }).optional(),
  panels: z
    .strictObject({
      product: z.strictObject({ css: finds, fields: productFields }).optional(),
      orders: z.strictObject({ css: finds, fields: orderFields }).optional(),
      urlProductId: picks.optional(),
      urlOrderId: picks.optional(),
    })
    .optional(),
  list: z
    .strictObject({
      row: finds,
      buyerId: picks.optional(),
      name: picks,
      preview: picks.optional(),
      unread: picks.optional(),
      wait: picks.optional(),
      open: finds.optional(),
      virtual: z.boolean().optional(),
    })
    .optional(),
  deepLink: z.strictObject({ template: z.string().startsWith('https://').max(400), ...evidence }).optional(),
  ownSlash: z.boolean().optional(),
});

/** All selectors of an adapter with the path to each, for checks against a real parser. */
export function getSelectors(adapter: Adapter): { path: string; css: string }[] {
  const found: { path: string; css: string }[] = [];
  const visit = (value: unknown, path: string): void => {
    if (Array.isArray(value)) for (const [index, item] of value.entries()) visit(item, `${path}[${index}]`);
    else if (typeof value === 'object' && value !== null) {
      for (const [key, inner] of Object.entries(value)) {
        const here = path ? `${path}.${key}` : key;
        if (
          ['css', 'not', 'near', 'imageNot', 'sticker', 'without', 'within'].includes(key) &&
          typeof inner === 'string'
        )
          found.push({ path: here, css: inner });
        else visit(inner, here);
      }
    }
  };
  visit(adapter, '');
  return found;
}
