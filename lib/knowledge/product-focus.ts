import type { Conversation, Product, ReadFrom } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import {
  findAttributeValues,
  findRefinement,
  getBestValues,
  readAttributeField,
  toAttributeName,
  toAttributeValue,
} from './attribute-values';
import type { ProductCatalogue } from './product-catalogue';
import { getSaidValues } from './said-attributes';
import type { ProductEntry } from './schema';

/** The step of the ladder that decided (architecture.md, "Product in focus"). */
type FocusOrigin = 'panel' | 'entry-by-id' | 'entry-by-title' | 'title-words' | 'said' | 'chosen';

/** The product that the buyer asks about; the same shape as `ProductFocus` of the view model. */
export interface FocusedProduct {
  title?: string;
  id?: string;
  attributes: Record<string, string>;
  origin: FocusOrigin;
  /** Where on the page it stood, when the page decided (`panel`). */
  readFrom?: ReadFrom;
}

/** One attribute of the product in focus. */
interface AttributeReading {
  /** The one name (材质). */
  name: string;
  /** Canonical value; null when unknown or when there are several candidates. */
  value: string | null;
  /** What the value is made of, when it says more than the fibre (牛仔 of 棉); for knowledge that knows only the fibre. */
  base?: string;
  /** Other values at hand when `value` is null, e.g. two products in the chat. */
  candidates: string[];
  origin: FocusOrigin | null;
}

/** The ladder, ready to be asked. */
export interface ProductReading {
  focus: FocusedProduct | null;
  /** Fact sheet of the product, when exactly one fits. */
  sheet: ProductEntry | null;
  /** `values` are the values of interest, looked for literally when the lexicon does not know the attribute. */
  attribute(name: string, values?: readonly string[]): AttributeReading;
}

export interface ProductFocusInput {
  conversation: Conversation;
  turn: BuyerTurn;
  catalogue: ProductCatalogue;
  /** Values that the agent chose by chip, by attribute. */
  chosen?: Record<string, string>;
}

const sameProduct = (a: Product, b: Product): boolean =>
  a.id !== undefined && b.id !== undefined ? a.id === b.id : a.title !== undefined && a.title === b.title;

/** A product put together from several places: where each attribute stood. */
interface MergedProduct extends Product {
  placeOf?: Record<string, ReadFrom>;
}

const placesOf = ({ placeOf, attributes, readFrom }: MergedProduct): Record<string, ReadFrom> =>
  placeOf ?? Object.fromEntries(Object.keys(attributes).map((name) => [name, readFrom]));

/** Later readings of one product fill gaps of earlier ones. */
function mergeProducts(products: readonly MergedProduct[]): MergedProduct[] {
  const merged: MergedProduct[] = [];
  for (const product of products) {
    const at = merged.findIndex((other) => sameProduct(other, product));
    const other = merged[at];
    if (!other) merged.push(product);
    else
      merged[at] = {
        ...product,
        ...other,
        id: other.id ?? product.id,
        title: other.title ?? product.title,
        attributes: { ...product.attributes, ...other.attributes },
        placeOf: { ...placesOf(product), ...placesOf(other) },
      };
  }
  return merged;
}

const cardsOf = (messages: Conversation['messages']): Product[] =>
  messages.flatMap((message) =>
    message.parts.flatMap((part) =>
      part.type === 'product' ? [part.product] : part.type === 'order' ? part.order.items : [],
    ),
  );

/**
 * Products that the turn may be about, from the surest place that names any: a card in the turn itself, the console's panel,
 * cards earlier in the chat, the orders. More than one = undecided.
 */
function listCandidates(conversation: Conversation, turn: BuyerTurn): MergedProduct[] {
  const panel = conversation.product ? [conversation.product] : [];
  // an item of the order panel stood in an order, not in the product panel
  const orders = conversation.orders.flatMap(({ items }) =>
    items.map((item) => (item.readFrom === 'panel' ? { ...item, readFrom: 'order' as const } : item)),
  );
  const known = [...panel, ...orders];
  const enrich = (products: Product[]) =>
    mergeProducts([...products, ...known]).slice(0, mergeProducts(products).length);
  const inTurn = cardsOf(turn.messages);
  if (inTurn.length > 0) return enrich(inTurn);
  if (panel.length > 0) return enrich(panel);
  const earlier = cardsOf(conversation.messages);
  return earlier.length > 0 ? enrich(earlier) : mergeProducts(orders);
}

const toProduct = (sheet: ProductEntry): Product => ({
  id: sheet.item_ids[0],
  title: sheet.names?.[0] ?? sheet.title,
  attributes: {},
  readFrom: 'card',
});

interface Step {
  values: string[];
  origin: FocusOrigin;
  base?: string;
}

/** A title that says how the thing is made refines the fibre that field or sheet give. */
function refine(step: Step, name: string, product: Product): Step {
  const [fibre] = step.values;
  if (step.values.length !== 1 || fibre === undefined || !product.title) return step;
  const finer = findRefinement(name, product.title, fibre);
  return finer === null ? step : { values: [finer], origin: 'title-words', base: fibre };
}

/** Walks the ladder for one product; the first step that says anything decides, also when it says two things. */
function readProduct(
  product: Product,
  name: string,
  values: readonly string[],
  catalogue: ProductCatalogue,
): Step | null {
  const fields = Object.entries(product.attributes).filter(([key]) => toAttributeName(key) === name);
  const fromField = new Set(fields.flatMap(([, raw]) => readAttributeField(name, raw)));
  if (fromField.size > 0) return refine({ values: [...fromField], origin: 'panel' }, name, product);
  const fromSheet = (sheets: readonly ProductEntry[]): string[] => [
    ...new Set(
      sheets.flatMap((sheet) =>
        Object.entries(sheet.attributes ?? {})
          .filter(([key]) => toAttributeName(key) === name)
          .flatMap(([, raw]) => readAttributeField(name, raw)),
      ),
    ),
  ];
  const byId = product.id ? fromSheet(catalogue.byId(product.id)) : [];
  if (byId.length > 0) return refine({ values: byId, origin: 'entry-by-id' }, name, product);
  const byTitle = product.title ? fromSheet(catalogue.byTitle(product.title)) : [];
  if (byTitle.length > 0) return { values: byTitle, origin: 'entry-by-title' };
  const inTitle = product.title ? getBestValues(findAttributeValues(name, product.title, values)) : [];
  return inTitle.length > 0 ? { values: inTitle, origin: 'title-words' } : null;
}

const known = (name: string, value: string, origin: FocusOrigin): AttributeReading => ({
  name,
  value,
  candidates: [],
  origin,
});
const unknown = (name: string, candidates: readonly string[]): AttributeReading => ({
  name,
  value: null,
  candidates: [...new Set(candidates)],
  origin: null,
});

/**
 * The product in focus and a reader of its attributes. The ladder: panel field → fact sheet by item id → by title → attribute
 * words in the title → chosen by chip → said in the chat → unknown. Two candidates are unknown; so is a product whose value the
 * buyer contradicts in this very turn. A chip settles every doubt.
 */
export function getProductFocus({ conversation, turn, catalogue, chosen = {} }: ProductFocusInput): ProductReading {
  const onPage = listCandidates(conversation, turn);
  // Nothing on the page: a product that the buyer calls by its name.
  const named = onPage.length === 0 ? catalogue.byTitle(turn.text) : [];
  const candidates = onPage.length > 0 ? onPage : named.map(toProduct);
  const cache = new Map<string, AttributeReading>();
  const chosenOf = new Map(Object.entries(chosen).map(([key, value]) => [toAttributeName(key), value]));

  const read = (name: string, values: readonly string[]): AttributeReading => {
    const steps = candidates.map((product) => readProduct(product, name, values, catalogue));
    const found = [...new Set(steps.flatMap((step) => step?.values ?? []))];
    const said = getSaidValues(conversation, turn, name, values);
    const first = steps[0];
    const sure = candidates.length > 0 && steps.every((step) => step !== null) && found.length === 1;
    const contradicted = said.now.length > 0 && !said.now.some((value) => value === found[0] || value === first?.base);
    if (sure && !contradicted && first) return { ...known(name, found[0] ?? '', first.origin), base: first.base };
    const chip = chosenOf.get(name);
    if (chip) return known(name, toAttributeValue(name, chip), 'chosen');
    if (said.now.length === 1 && (found.length === 0 || found.includes(said.now[0] ?? '')))
      return known(name, said.now[0] ?? '', 'said');
    if (found.length > 0 || said.now.length > 0) return unknown(name, [...said.now, ...found]);
    return said.before.length === 1 ? known(name, said.before[0] ?? '', 'said') : unknown(name, said.before);
  };

  const attribute = (given: string, values: readonly string[] = []): AttributeReading => {
    const name = toAttributeName(given);
    const key = JSON.stringify([name, values]);
    const reading = cache.get(key) ?? read(name, values);
    cache.set(key, reading);
    return reading;
  };

  const product = candidates.length === 1 ? candidates[0] : undefined;
  const byId = product?.id ? catalogue.byId(product.id) : [];
  const byTitle = byId.length === 0 && product?.title ? catalogue.byTitle(product.title) : [];
  const sheets = byId.length > 0 ? byId : byTitle;
  const sheet = sheets.length === 1 ? (sheets[0] ?? null) : null;
  return { focus: toFocus(product, sheet, byId.length > 0, attribute, chosen), sheet, attribute };
}

/** What the views show: the product's own fields, the sheet's where the page has none, and the material by the ladder. */
function toFocus(
  product: MergedProduct | undefined,
  sheet: ProductEntry | null,
  byId: boolean,
  attribute: (name: string) => AttributeReading,
  chosen: Record<string, string>,
): FocusedProduct | null {
  const material = attribute('材质');
  if (!product && !sheet && material.value === null && Object.keys(chosen).length === 0) return null;
  const attributes: Record<string, string> = { ...sheet?.attributes, ...product?.attributes };
  for (const [name, value] of Object.entries(chosen)) attributes[toAttributeName(name)] ??= value;
  const hasMaterial = Object.keys(attributes).some((name) => toAttributeName(name) === '材质');
  if (!hasMaterial && material.value !== null) attributes.材质 = material.value;
  const identity: FocusOrigin = product ? (sheet ? (byId ? 'entry-by-id' : 'entry-by-title') : 'panel') : 'chosen';
  const origin = material.origin ?? identity;
  const read = product && Object.entries(placesOf(product)).find(([name]) => toAttributeName(name) === '材质');
  return {
    title: product?.title ?? sheet?.names?.[0] ?? sheet?.title,
    id: product?.id ?? sheet?.item_ids[0],
    attributes,
    origin,
    ...(origin === 'panel' && product && { readFrom: read?.[1] ?? product.readFrom }),
  };
}
