import type { BuyerTurn } from '@/lib/chat/turn';
import { speaks, wantsChinese } from './reply-language';
import type { Retrieved } from './retrieve/retriever';
import type { Situation } from './situation';
import type { SilenceReason } from './view-model';

/** From here on a turn outside of all scenes (在吗, 哈哈) is small talk. */
const SURE_OTHER = 0.5;

/** A turn without words: a picture that nobody here can read, or a sticker or card that asks nothing. Null when there are words, or a lone ? that points back. */
export function getWordlessSilence(turn: BuyerTurn): SilenceReason | null {
  if (/[\p{Letter}\p{Number}]/u.test(turn.text)) return null;
  if (/[?？]/.test(turn.text)) return null;
  const parts = turn.messages.flatMap((message) => message.parts);
  return parts.some((part) => part.type === 'image' && !part.sticker) ? 'unreadable' : 'no-question';
}

/** Why nothing is suggested for a turn with words: empty knowledge, a language without entries, no question, or nothing sure enough. */
export function getSilence(entries: number, { understanding }: Situation, found: readonly Retrieved[]): SilenceReason {
  const { language, isChat, isQuestion, scene } = understanding;
  const isSmallTalk = isChat || (scene.id === 'other' && scene.confidence >= SURE_OTHER);
  if (entries === 0) return 'no-knowledge';
  if (!wantsChinese(language)) return found.some(({ entry }) => speaks(entry.title, language)) ? 'low' : 'language';
  return isSmallTalk || !isQuestion ? 'no-question' : 'low';
}
