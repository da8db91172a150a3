import lexicon from '@/assets/lexicons/guard-empty-reply.json';
import { getBuyerTurn } from '@/lib/chat/turn';
import { foldText } from '@/lib/core/text';
import type { Finding } from '@/lib/suggest/view-model';
import { toBare } from '../similarity';
import { type GuardContext, toFindingOf } from './context';

const phrases = [...lexicon.phrases].map((phrase) => foldText(phrase).text).sort((a, b) => b.length - a.length);
/** What may be left when nothing was said. */
const REST = 2;
/** A buyer who only greets or thanks needs no more than that back. */
const SMALL_TALK =
  /^(?:在吗|在不|在么|你好|您好|亲|哈喽|hi|hello|嗨|谢谢|多谢|好的|好|嗯+|ok|收到|知道了|辛苦了|再见|拜拜)+[呀啊吗哦呢哈了]*$/;

/** What a text says beside greeting, apology, sympathy and please-wait. */
export function getSubstance(text: string): string {
  let rest = foldText(text).text;
  for (const phrase of phrases) rest = rest.split(phrase).join(' ');
  return toBare(rest);
}

/** The empty 三件套: sorry, understand, please wait, and nothing else, to a buyer who asked for something. */
export function findEmptyReply(draft: string, context: GuardContext): Finding[] {
  if (toBare(draft).length < 4 || getSubstance(draft).length > REST) return [];
  const turn = context.conversation ? getBuyerTurn(context.conversation) : null;
  const asked = turn ? toBare(turn.text) : '';
  if (!turn || turn.answered || asked.length < 4 || SMALL_TALK.test(asked)) return [];
  // One short "I am looking" while looking is good manners; sympathy and patience without a fact are not.
  if (toBare(draft).length <= 8 && !/抱歉|理解|耐心|对不起|不便/.test(draft)) return [];
  return [toFindingOf(draft, 'empty_reply', 'amber', 'empty_reply.no-fact', { start: 0, end: draft.length })];
}
