import type { Conversation } from '@/lib/chat/conversation';
import type { AssistantSettings } from './assistant';
import type { GuardContext, RetiredWording } from './guard/conversation/context';
import { getGuardOptions } from './guard-options';
import { listNotices, listRecalled, listRetiredByNotice } from './notices';
import type { Shelf } from './shelf';
import { getAmountLimit, getPlace } from './situation';
import type { Advice } from './view-model';

/** What a draft in this conversation is checked against, from the knowledge and the settings; without a conversation only words count. */
export function getGuardContext(
  shelf: Shelf,
  conversation: Conversation | null,
  settings: AssistantSettings,
  nowMs: number,
  advice: Advice | null,
): GuardContext {
  if (!conversation) return { conversation: null };
  const place = getPlace(conversation, settings);
  const here = { place, nowMs };
  const superseded = shelf.listSuperseded(place, nowMs).map(
    ({ old, by }): RetiredWording => ({
      id: old.id,
      text: old.answer,
      ...(by.kind === 'answer' ? { replacement: by.answer } : {}),
    }),
  );
  const ownShops = new Set(place.shops);
  const shops = shelf
    .list('shop', place, nowMs)
    .filter(({ entry }) => ![entry.id, entry.name].some((name) => ownShops.has(name)));
  return {
    conversation,
    ...getGuardOptions(shelf, here),
    retiredWordings: [
      ...listRetiredByNotice(listNotices(shelf, here), shelf),
      ...listRecalled(shelf, here),
      ...superseded,
    ],
    otherBuyerNames: settings.otherBuyerNames,
    otherOrderIds: settings.otherOrderIds,
    otherShopNames: shops.map(({ entry }) => entry.name),
    amountMax: getAmountLimit(shelf.list('policy', place, nowMs), settings.role) ?? undefined,
    recentTexts: settings.recentTexts,
    advice,
  };
}
