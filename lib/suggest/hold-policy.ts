import type { Conversation } from '@/lib/chat/conversation';
import type { AssistantSettings } from './assistant';
import type { Shelf } from './shelf';
import { getPlace } from './situation';

/** True when a policy of the lead says that a red draft is held once on this console (`hold_on_red`; off unless said). */
export function isHeldOnRed(
  shelf: Shelf,
  conversation: Conversation,
  settings: AssistantSettings,
  nowMs: number,
): boolean {
  const { console } = conversation.ref;
  return shelf
    .list('policy', getPlace(conversation, settings), nowMs)
    .some(({ entry }) => entry.hold_on_red?.includes(console) ?? false);
}
