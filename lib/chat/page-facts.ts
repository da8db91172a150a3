import type { Conversation, Order, Product, ReadFrom } from './conversation';

/** What may be known of a product or an order; `attribute` goes by the page's own label (材质). */
export type PageFactName =
  | 'title'
  | 'id'
  | 'price'
  | 'attribute'
  | 'state'
  | 'promisedShipTime'
  | 'carrier'
  | 'trackingNo'
  | 'lastTrack';

/** One thing that the page says, and where it stood. */
export interface PageFact {
  name: PageFactName;
  /** As the page calls it; only of an attribute. */
  label?: string;
  value: string;
  readFrom: ReadFrom;
}

/** All that the page says of one product or one order. Places that disagree both stand there, the surest first. */
export interface FactSheet {
  kind: 'product' | 'order';
  facts: PageFact[];
  /** The products of an order. */
  items: FactSheet[];
}

/** Sheets of one kind: more than a conversation is about, fewer than a flood. */
const MAX_SHEETS = 12;
const PRODUCT_FIELDS = ['title', 'id', 'price'] as const;
const ORDER_FIELDS = ['id', 'state', 'promisedShipTime', 'carrier', 'trackingNo', 'lastTrack'] as const;

function toProductSheet(product: Product): FactSheet {
  const { readFrom } = product;
  const facts = PRODUCT_FIELDS.flatMap((name): PageFact[] => {
    const value = product[name];
    return value ? [{ name, value, readFrom }] : [];
  });
  for (const [label, value] of Object.entries(product.attributes))
    if (value) facts.push({ name: 'attribute', label, value, readFrom });
  return { kind: 'product', facts, items: [] };
}

function toOrderSheet(order: Order): FactSheet {
  const facts = ORDER_FIELDS.flatMap((name): PageFact[] => {
    const value = order[name];
    return value ? [{ name, value, readFrom: order.readFrom }] : [];
  });
  return { kind: 'order', facts, items: order.items.map(toProductSheet) };
}

const getFact = (sheet: FactSheet, name: PageFactName): string | undefined =>
  sheet.facts.find((fact) => fact.name === name)?.value;

/** The same thing read twice: by id, a product also by title; an order without a number by all that it says. */
function isSame(a: FactSheet, b: FactSheet): boolean {
  const [idA, idB] = [getFact(a, 'id'), getFact(b, 'id')];
  if (idA !== undefined && idB !== undefined) return idA === idB;
  if (a.kind === 'product') return getFact(a, 'title') !== undefined && getFact(a, 'title') === getFact(b, 'title');
  return idA === idB && toWords(a) === toWords(b);
}

const toWords = (sheet: FactSheet): string =>
  JSON.stringify([sheet.facts.map(({ name, value }) => [name, value]), sheet.items.map(toWords)]);

function merge(sheets: readonly FactSheet[]): FactSheet[] {
  const merged: FactSheet[] = [];
  for (const sheet of sheets) {
    const known = merged.find((other) => isSame(other, sheet));
    if (!known) {
      merged.push({ ...sheet, facts: [...sheet.facts] });
      continue;
    }
    for (const fact of sheet.facts) {
      const isKnown = known.facts.some(
        ({ name, label, value }) => name === fact.name && label === fact.label && value === fact.value,
      );
      if (!isKnown) known.facts.push(fact);
    }
    known.items = merge([...known.items, ...sheet.items]);
  }
  return merged.slice(0, MAX_SHEETS);
}

/** What the page says of orders and products: what stands beside the chat first, then the cards in it, newest first. */
export function listPageFacts({ orders, product, messages }: Conversation): FactSheet[] {
  const parts = messages.toReversed().flatMap((message) => message.parts.toReversed());
  const cards = parts.flatMap((part) => (part.type === 'order' ? [part.order] : []));
  const shown = parts.flatMap((part) => (part.type === 'product' ? [part.product] : []));
  return [
    ...merge([...orders, ...cards].map(toOrderSheet)),
    ...merge([...(product ? [product] : []), ...shown].map(toProductSheet)),
  ];
}
