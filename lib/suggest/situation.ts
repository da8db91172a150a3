import { type Conversation, refKey } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import type { Place } from '@/lib/knowledge/entry';
import type { ProductReading } from '@/lib/knowledge/product-focus';
import type { SlotValue } from '@/lib/knowledge/slots';
import type { Understanding } from '@/lib/understand/understanding';
import type { AssistantSettings } from './assistant';

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
export const getChosen = (conversation: Conversation, settings: AssistantSettings): Record<string, string> =>
  settings.chosen[refKey(conversation.ref)] ?? {};
