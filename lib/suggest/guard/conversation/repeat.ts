import { messageText } from '@/lib/chat/conversation';
import type { Finding } from '@/lib/suggest/view-model';
import { getSimilarity, toBare } from '../similarity';
import { type GuardContext, toFindingOf } from './context';

/** How many of the agent's last messages are looked at. */
const LOOK_BACK = 6;
/** From here on two texts are the same to a platform's repeat filter (own estimate, 2026-11-21; Feige intercepts repeated content). */
const SAME = 0.9;
/** Shorter texts (好的, 在的) may be said twice. */
const SHORTEST = 8;

/** The same words again in one conversation: platforms intercept it, and the buyer reads it as a brush-off. */
export function findRepeat(draft: string, context: GuardContext): Finding[] {
  if (toBare(draft).length < SHORTEST) return [];
  const sent = (context.conversation?.messages ?? [])
    .filter((message) => message.role === 'agent')
    .slice(-LOOK_BACK)
    .map(messageText);
  const isRepeat = [...sent, ...(context.recentTexts ?? [])].some((text) => getSimilarity(text, draft) >= SAME);
  return isRepeat ? [toFindingOf(draft, 'repeat', 'amber', 'repeat.sent', { start: 0, end: draft.length })] : [];
}
