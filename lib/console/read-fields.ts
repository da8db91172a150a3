import type { Order, Product, ReadFrom } from '@/lib/chat/conversation';
import type { OrderFields, ProductFields } from './adapter';
import { pickValue } from './pick';

const MAX_ITEMS = 20;
const MAX_ATTRIBUTES = 40;

/** Reads a product from a card or panel; null when neither id nor title is there. */
export function readProduct(root: Element, fields: ProductFields, readFrom: ReadFrom): Product | null {
  const id = pickValue(root, fields.id);
  const title = pickValue(root, fields.title);
  if (!id && !title) return null;
  const price = pickValue(root, fields.price);
  const attributes: Record<string, string> = {};
  const rule = fields.attributes;
  for (const find of rule?.row ?? []) {
    for (const row of root.querySelectorAll(find.css)) {
      const label = pickValue(row, rule?.label)?.replace(/[:：]\s*$/, '');
      const value = pickValue(row, rule?.value);
      if (label && value && Object.keys(attributes).length < MAX_ATTRIBUTES)
        attributes[label.slice(0, 60)] = value.slice(0, 200);
    }
  }
  return { ...(id && { id }), ...(title && { title }), ...(price && { price }), attributes, readFrom };
}

/** Reads an order from a card or panel; null when nothing but decoration is there. */
export function readOrder(root: Element, fields: OrderFields, readFrom: ReadFrom): Order | null {
  const order: Order = { items: [], readFrom };
  for (const name of ['id', 'state', 'promisedShipTime', 'carrier', 'trackingNo', 'lastTrack'] as const) {
    const value = pickValue(root, fields[name]);
    if (value) order[name] = value;
  }
  for (const find of fields.items?.row ?? []) {
    for (const row of root.querySelectorAll(find.css)) {
      const item = readProduct(row, fields.items?.fields ?? {}, readFrom);
      if (item && order.items.length < MAX_ITEMS) order.items.push(item);
    }
    if (order.items.length) break;
  }
  return order.id || order.state || order.items.length ? order : null;
}
