import type { Conversation } from '@/lib/chat/conversation';
import { messageText } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import { foldText } from '@/lib/core/text';
import { findAttributeValues, getBestValues } from './attribute-values';
import { getClause } from './clause';

/** What the chat itself says about an attribute of the product. */
export interface SaidValues {
  /** Values stated in the turn that is being answered. */
  now: string[];
  /** Values stated before it. */
  before: string[];
}

/** The value is asked for, wished for, compared with, or belongs to another product. */
const NOT_STATED_BEFORE =
  /(?:是不是|是否|有没有|有木有|有冇|有无|系咪|想要|想买|想搵|求|找|推荐|之前|以前|上次|上回|另一|别家|别人家|人家|其他|比|跟|和|同|不像|以为|还以为|当成)[\s\S]{0,6}$|(?:换成|改成|还是)$/;
const NOT_STATED_AFTER =
  /^(?:还是|或者?|和|跟|与)|^(?:的|面料|材质|料子|料|做)*(?:吗|嘛|么|吧|不|没|咩|呢|没有|不是|是不是|有吗|有没有|对吗|对吧)[呀啊哈的]?$/;
/** How an agent states it; a rule that lists fabrics does not. */
const AGENT_STATES = /(?:是|为|采用|选用|面料|材质|成分|用的|用嘅|做的)[:：]?[\s\S]{0,5}$/;

function readBuyer(name: string, given: string, extra: readonly string[]): string[] {
  const text = foldText(given).text;
  const spans = findAttributeValues(name, given, extra).filter((span) => {
    const { before, after, questionMark } = getClause(text, span.start, span.end);
    if (NOT_STATED_BEFORE.test(before) || NOT_STATED_AFTER.test(after)) return false;
    return !(questionMark && /^(?:的|面料|材质|料子)*$/.test(after));
  });
  return getBestValues(spans);
}

function readAgent(name: string, given: string, extra: readonly string[]): string[] {
  const text = foldText(given).text;
  const spans = findAttributeValues(name, given, extra);
  // Several fabrics in one message are a rule about fabrics, not a statement about this product.
  if (new Set(spans.map((span) => span.value)).size !== 1) return [];
  return getBestValues(spans.filter((span) => AGENT_STATES.test(getClause(text, span.start, span.end).before)));
}

/**
 * Values of an attribute that buyer or agent stated. Nothing counts that was said before the newest product card of an earlier
 * message: it was said about another product. Robots and system rows state rules, so they are not read.
 */
export function getSaidValues(
  conversation: Conversation,
  turn: BuyerTurn,
  name: string,
  extra: readonly string[] = [],
): SaidValues {
  const inTurn = new Set(turn.messages.map((message) => message.id));
  const now = new Set(turn.messages.flatMap((message) => readBuyer(name, messageText(toWords(message)), extra)));
  const before = new Set<string>();
  for (let i = conversation.messages.length - 1; i >= 0; i--) {
    const message = conversation.messages[i];
    if (!message) continue;
    const isNow = inTurn.has(message.id);
    if (!isNow && message.role === 'buyer')
      for (const v of readBuyer(name, messageText(toWords(message)), extra)) before.add(v);
    if (!isNow && message.role === 'agent')
      for (const v of readAgent(name, messageText(toWords(message)), extra)) before.add(v);
    if (message.parts.some((part) => part.type === 'product')) break;
  }
  return { now: [...now], before: [...before] };
}

/** The message without its cards: a title on a card is read as a title, not as something said. */
const toWords = <M extends Conversation['messages'][number]>(message: M): M => ({
  ...message,
  parts: message.parts.filter((part) => part.type === 'text'),
});
