import type { Conversation, Order } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import { toAttributeName } from './attribute-values';
import type { FocusedProduct } from './product-focus';
import type { ShopEntry } from './schema';
import { SHOP_FACTS } from './shop-facts';
import type { SlotOrigin, SlotValue } from './slots';

type Facts = Record<string, string | number | boolean>;

/** Longest value that goes into a reply (UTF-16 units); page fields are never trusted to be short. */
const MAX_VALUE = 200;
const MAX_NAME = 30;
/** Control, bidi and zero-width characters of a page have no place in a reply. */
const UNSAFE = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;

const clean = (value: unknown, max = MAX_VALUE): string =>
  value === undefined || value === null
    ? ''
    : String(value).replace(UNSAFE, ' ').replace(/\s+/g, ' ').trim().slice(0, max);

/** A switch reads as a word. */
const toWords = (value: string | number | boolean): string =>
  value === true ? '是' : value === false ? '否' : clean(value);

const isTheShop = (entry: ShopEntry, keys: ReadonlySet<string>): boolean =>
  [entry.id, entry.name, ...(entry.shops ?? [])].some((name) => keys.has(name.trim())) || entry.id === 'default';

/**
 * Facts of the conversation's shop. Nearest wins: the desk form of this shop, `shop` entries that name it (higher precedence first),
 * the desk form for every shop (`default`). Facts of another shop never count: a return address of the wrong shop is worse than none.
 */
export function getShopFacts(
  conversation: Conversation,
  profiles: Record<string, Facts>,
  entries: readonly { entry: ShopEntry; precedence: number }[],
): Facts {
  const keys = new Set(
    [conversation.shop.id, conversation.shop.name, conversation.ref.shop].filter((key) => key !== undefined),
  );
  const ordered = entries
    .filter(({ entry }) => isTheShop(entry, keys))
    .sort(
      (a, b) => (a.entry.id === 'default' ? 0 : 1) - (b.entry.id === 'default' ? 0 : 1) || a.precedence - b.precedence,
    );
  const facts: Facts = { ...profiles.default };
  for (const { entry } of ordered) Object.assign(facts, withoutEmpty(entry.facts));
  for (const key of keys) Object.assign(facts, withoutEmpty(profiles[key] ?? {}));
  return facts;
}

const withoutEmpty = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([, value]) => clean(value) !== ''));

/** Orders that the turn may be about: a card in the turn, else all of the panel. */
function getOrders(conversation: Conversation, turn: BuyerTurn): Order[] {
  const cards = turn.messages.flatMap((message) =>
    message.parts.flatMap((part) => (part.type === 'order' ? [part.order] : [])),
  );
  if (cards.length === 0) return conversation.orders;
  return cards.map((card) => ({
    ...conversation.orders.find((order) => order.id !== undefined && order.id === card.id),
    ...card,
  }));
}

/** The value on which all orders agree; two different ones are none. */
function agreed(orders: readonly Order[], read: (order: Order) => string | undefined, max?: number): string {
  const values = new Set(orders.map((order) => clean(read(order), max)));
  return values.size === 1 ? ([...values][0] ?? '') : '';
}

const ORDER_FIELDS = [
  ['order_state', 'state'],
  ['promised_ship_time', 'promisedShipTime'],
  ['carrier', 'carrier'],
  ['tracking_no', 'trackingNo'],
  ['last_track', 'lastTrack'],
] as const satisfies readonly (readonly [string, keyof Order])[];
const BOUGHT_FIELDS = [
  ['color', /颜色|色彩|color|colour/i],
  ['size', /尺码|尺寸|规格|鞋码|size/i],
] as const;

export interface SlotValueInput {
  conversation: Conversation;
  turn: BuyerTurn;
  product: FocusedProduct | null;
  facts: Facts;
}

/** Values behind all slots that can be filled now, by name; what is unknown or undecided is absent. */
export function getSlotValues({ conversation, turn, product, facts }: SlotValueInput): Map<string, SlotValue> {
  const values = new Map<string, SlotValue>();
  const set = (name: string, value: string, origin: SlotOrigin) => {
    if (value !== '') values.set(name, { value, origin });
  };
  for (const fact of SHOP_FACTS) {
    const value = facts[fact.name];
    if (value !== undefined) set(fact.name, toWords(value), 'shop');
  }
  set('buyer_name', clean(conversation.buyer.name, MAX_NAME), 'buyer');
  set('product_title', clean(product?.title), 'product');
  const attributes = Object.entries(product?.attributes ?? {});
  set('material', clean(attributes.find(([name]) => toAttributeName(name) === '材质')?.[1]), 'product');
  const orders = getOrders(conversation, turn);
  for (const [name, field] of ORDER_FIELDS)
    set(
      name,
      agreed(orders, (order) => String(order[field] ?? '')),
      'order',
    );
  const items = orders.flatMap((order) => order.items);
  for (const [name, pattern] of BOUGHT_FIELDS) {
    const bought = new Set(
      items
        .map((item) => clean(Object.entries(item.attributes).find(([key]) => pattern.test(key))?.[1]))
        .filter(Boolean),
    );
    const [only] = [...bought];
    if (bought.size === 1 && only) set(name, only, 'order');
    else if (bought.size === 0) set(name, clean(attributes.find(([key]) => pattern.test(key))?.[1]), 'product');
  }
  return values;
}
