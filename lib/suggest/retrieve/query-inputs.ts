import { type Conversation, messageText } from '@/lib/chat/conversation';
import type { BuyerTurn } from '@/lib/chat/turn';
import type { ProductFocus } from '@/lib/suggest/view-model';
import type { Understanding } from '@/lib/understand/understanding';
import { splitQuestions } from './clauses';
import type { QueryInput } from './query-view';

/** The turn as one question, and its several questions when it has more than one. */
export interface QueryInputs {
  whole: QueryInput;
  parts: QueryInput[];
}

const MAX_EARLIER = 4;
const MAX_EARLIER_CHARS = 240;

/** Earlier buyer and agent talk before the turn, newest last, at most a few rows. */
function earlierTalk(conversation: Conversation, turn: BuyerTurn): string {
  const first = turn.messages[0]?.id;
  const end = conversation.messages.findIndex((message) => message.id === first);
  const rows: string[] = [];
  let size = 0;
  for (let i = Math.max(end, 0) - 1; i >= 0 && rows.length < MAX_EARLIER; i--) {
    const message = conversation.messages[i];
    if (!message || (message.role !== 'buyer' && message.role !== 'agent')) continue;
    const text = messageText(message);
    size += text.length;
    if (size > MAX_EARLIER_CHARS) break;
    rows.unshift(text);
  }
  return rows.join('\n');
}

/** Makes the questions that retrieval answers out of a turn in its conversation. */
export function toQueryInputs(query: {
  conversation: Conversation;
  turn: BuyerTurn;
  understanding: Understanding;
  product: ProductFocus | null;
}): QueryInputs {
  const { turn, understanding, product } = query;
  const earlier = earlierTalk(query.conversation, turn);
  const scenes = new Map(understanding.scene.ranking.map(({ id, p }) => [id as string, p]));
  const whole: QueryInput = {
    text: turn.text,
    earlier,
    product: product?.title ?? '',
    isElliptical: understanding.context.isElliptical,
    isQuestion: understanding.isQuestion,
    isChat: understanding.isChat,
    scenes,
  };
  const parts = splitQuestions(turn.text).map(
    (text): QueryInput => ({ ...whole, text, earlier: `${earlier}\n${turn.text}`, isElliptical: true }),
  );
  return { whole, parts };
}

/**
 * A turn that says too little by itself (折起来多厚), read as one text with the talk before it: for confidence only. Null when the
 * turn stands alone, asks nothing, or is small talk, which the talk before it must not make answerable.
 */
export function toLeaning(whole: QueryInput): QueryInput | null {
  if (!whole.isElliptical || whole.earlier === '' || !whole.isQuestion || whole.isChat) return null;
  const scenes = new Map(whole.scenes);
  scenes.delete('other');
  return { ...whole, text: `${whole.earlier}\n${whole.text}`, earlier: '', isElliptical: false, scenes };
}
