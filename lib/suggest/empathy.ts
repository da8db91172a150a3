import lexicon from '@/assets/lexicons/empathy.json';
import { messageText } from '@/lib/chat/conversation';
import { hashText } from '@/lib/core/ids';
import { foldText } from '@/lib/core/text';
import { wantsChinese } from './reply-language';
import type { Situation } from './situation';

/** From this mood on a reply begins with the buyer's feeling (product.md, F14). */
const MIN_LEVEL = 4;
/** How far into a reply an opener of its own is looked for (UTF-16 units). */
const BEGINNING = 16;

const begins = lexicon.begins.map((words) => foldText(words).text);

const alreadyOpens = (reply: string): boolean => {
  const start = foldText(reply.slice(0, BEGINNING)).text;
  return begins.some((words) => start.includes(words));
};

/**
 * A sentence that names the buyer's feeling, to stand before `reply`; undefined when the mood is calm, the reply already opens so,
 * or nothing stands behind it. Not the one that the agent used before in this conversation; equal turns get equal sentences.
 */
export function getOpener(reply: string, situation: Situation): string | undefined {
  const { mood, language } = situation.understanding;
  if (mood.level < MIN_LEVEL || reply.trim() === '' || alreadyOpens(reply)) return undefined;
  const all: readonly string[] = (wantsChinese(language) ? lexicon.zh : lexicon.en)[mood.class];
  const said = situation.conversation.messages
    .filter(({ role }) => role === 'agent')
    .map(messageText)
    .join('\n');
  const fresh = all.filter((opener) => !said.includes(opener));
  const list = fresh.length > 0 ? fresh : all;
  return list[Number.parseInt(hashText(situation.turn.id).slice(-6), 36) % list.length];
}
