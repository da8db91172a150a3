import { type Conversation, refKey } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import type { Place } from '@/lib/knowledge/entry';
import { getProductFocus, type ProductReading } from '@/lib/knowledge/product-focus';
import { getShopFacts, getSlotValues } from '@/lib/knowledge/slot-values';
import type { SlotValue } from '@/lib/knowledge/slots';
import type { Understanding } from '@/lib/understand/understanding';
import type { AssistantSettings } from './assistant';
import type { Shelf, SourcedOf } from './shelf';

/** All that one piece of advice is made from, gathered once. */
export interface Situation {
  conversation: Conversation;
  turn: BuyerTurn;
  understanding: Understanding;
  product: ProductReading;
  slots: ReadonlyMap<string, SlotValue>;
  settings: AssistantSettings;
  place: Place;
  nowMs: number;
  /** Most that an agent of this role may give, in yuan, by the lead's policy; null = no limit. */
  amountLimit: number | null;
}

/** Where the conversation takes place, for the limits of entries. */
export function getPlace(conversation: Conversation, settings: AssistantSettings): Place {
  const { ref, shop } = conversation;
  return {
    shops: [shop.id, shop.name, ref.shop].filter((name): name is string => Boolean(name)),
    platform: ref.console,
    groups: settings.groups,
  };
}

/** Values that the agent chose by chip in this conversation, by attribute. */
const getChosen = (conversation: Conversation, settings: AssistantSettings): Record<string, string> =>
  settings.chosen[refKey(conversation.ref)] ?? {};

/** The nearest policy that names a limit for the role; of several equally near ones the strictest. */
export function getAmountLimit(
  policies: readonly SourcedOf<'policy'>[],
  role: AssistantSettings['role'],
): number | null {
  const limits = policies.flatMap(({ entry, precedence }) => {
    const limit = entry.roles?.[role]?.amount_max;
    return limit === undefined ? [] : [{ limit, precedence }];
  });
  const top = Math.max(...limits.map(({ precedence }) => precedence));
  const nearest = limits.filter(({ precedence }) => precedence === top).map(({ limit }) => limit);
  return nearest.length === 0 ? null : Math.min(...nearest);
}

/** Reads everything about the turn that composing needs. */
export function getSituation(
  shelf: Shelf,
  conversation: Conversation,
  turn: BuyerTurn,
  understanding: Understanding,
  settings: AssistantSettings,
  nowMs: number,
): Situation {
  const place = getPlace(conversation, settings);
  const chosen = getChosen(conversation, settings);
  const product = getProductFocus({ conversation, turn, catalogue: shelf.catalogue, chosen });
  const facts = getShopFacts(conversation, settings.shopFacts, shelf.list('shop', place, nowMs));
  const slots = getSlotValues({ conversation, turn, product: product.focus, facts });
  const amountLimit = getAmountLimit(shelf.list('policy', place, nowMs), settings.role);
  return { conversation, turn, understanding, product, slots, settings, place, nowMs, amountLimit };
}
