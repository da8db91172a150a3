import type { ConversationRef, Order, Product } from '@/lib/chat/conversation';
import type { Adapter } from './adapter';
import { createLocator } from './locator';
import { pickValue } from './pick';
import { readOrder, readProduct } from './read-fields';
import type { SwitchGate } from './switch-gate';
import { isVisible } from './visible';

/** Order and product beside the chat and in the page's address. */
export interface PanelReader {
  /** Something outside of the thread changed. */
  touch(): void;
  /** What belongs to `ref`; what was read for one conversation is never given for another. */
  read(ref: ConversationRef, href: string): { product: Product | undefined; orders: Order[] };
}

/** Panels are read at most this often (ms), and looked at again this often when nothing seems to change. */
const GAP_MS = 300;
const POLL_MS = 1000;
const MAX_ORDERS = 20;

/** Creates the panel reader of one page; `again` asks for another look after so many ms. */
export function createPanelReader(deps: {
  root(): ParentNode;
  adapter: Adapter;
  gate: SwitchGate;
  now(): number;
  again(ms: number): void;
}): PanelReader {
  const { root, adapter, gate, now, again } = deps;
  const { panels } = adapter;
  const productPanel = createLocator(root, panels?.product?.css ?? [], now);
  let dirty = true;
  let readAt = Number.NEGATIVE_INFINITY;
  let readFor = '';
  let product: Product | undefined;
  let orders: Order[] = [];

  const readOrders = (): Order[] => {
    for (const { css } of panels?.orders?.css ?? []) {
      const found: Order[] = [];
      let last: Element | null = null;
      for (const element of root().querySelectorAll(css)) {
        if (found.length >= MAX_ORDERS) break;
        // class families also match the card's own parts
        if (last?.contains(element)) continue;
        const order = isVisible(element) ? readOrder(element, panels?.orders?.fields ?? {}, 'panel') : null;
        if (!order) continue;
        last = element;
        found.push(order);
      }
      if (found.length) return found;
    }
    return [];
  };

  const read = (href: string): void => {
    const panel = panels?.product ? productPanel.get() : null;
    const seen = panel && panels?.product ? readProduct(panel, panels.product.fields, 'panel') : null;
    const urlProduct = pickValue(root(), panels?.urlProductId, href);
    product =
      gate.passPanel('product', seen) ?? (urlProduct ? { id: urlProduct, attributes: {}, readFrom: 'url' } : undefined);
    orders = [...(gate.passPanel('orders', readOrders()) ?? [])];
    const urlOrder = pickValue(root(), panels?.urlOrderId, href);
    if (urlOrder && !orders.some(({ id }) => id === urlOrder))
      orders.push({ id: urlOrder, items: [], readFrom: 'url' });
    if (gate.isHolding()) again(GAP_MS);
  };

  return {
    touch() {
      dirty = true;
    },
    read(ref, href) {
      const key = JSON.stringify(ref);
      const since = now() - readAt;
      if (key !== readFor || (dirty && since >= GAP_MS) || since >= POLL_MS) {
        readFor = key;
        dirty = false;
        readAt = now();
        read(href);
      } else if (dirty) again(GAP_MS);
      return { product, orders };
    },
  };
}
