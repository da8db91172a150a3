import type { Conversation } from '@/lib/chat/conversation';
import type { Lexicon } from '@/lib/knowledge/schema';
import type { Advice, Finding } from '@/lib/suggest/view-model';

/** A wording that a notice or a newer entry withdrew. */
export interface RetiredWording {
  /** Entry or notice id, named in the finding's rule. */
  id: string;
  text: string;
  /** What to say instead. */
  replacement?: string;
}

/** What a draft is checked against beside its own words. Everything may be missing; a check without its facts stays silent. */
export interface GuardContext {
  conversation: Conversation | null;
  /** Console or platform id, for lexicons bound to platforms. */
  platform?: string;
  lexicons?: readonly Lexicon[];
  retiredWordings?: readonly RetiredWording[];
  /** Names (nick or recipient) of other buyers of this shop that were open lately. */
  otherBuyerNames?: readonly string[];
  /** Order and tracking numbers of other conversations. */
  otherOrderIds?: readonly string[];
  /** Names of the team's other shops. */
  otherShopNames?: readonly string[];
  /** Most that the agent may promise, in yuan. */
  amountMax?: number;
  /** Texts sent lately in this conversation. */
  recentTexts?: readonly string[];
  /** The advice on screen: a draft that follows a suggestion answers the question. */
  advice?: Advice | null;
}

/** Builds a finding over a span of the draft. */
export function toFindingOf(
  draft: string,
  type: Finding['type'],
  severity: Finding['severity'],
  rule: string,
  span: { start: number; end: number },
  fix?: string,
): Finding {
  const { start, end } = span;
  return { type, severity, start, end, span: draft.slice(start, end), rule, ...(fix === undefined ? {} : { fix }) };
}

/** Everything that stands in the conversation, as one text. */
export const getConversationText = (conversation: Conversation | null): string =>
  conversation === null
    ? ''
    : JSON.stringify([
        conversation.messages.map((message) => message.parts),
        conversation.orders,
        conversation.product,
        conversation.buyer,
      ]);
