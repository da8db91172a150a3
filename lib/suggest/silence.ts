import type { BuyerTurn } from '@/lib/chat/turn';
import type { SilenceReason } from './view-model';

/** A turn without words: a picture that nobody here can read, or a sticker or card that asks nothing. Null when there are words, or a lone ? that points back. */
export function getWordlessSilence(turn: BuyerTurn): SilenceReason | null {
  if (/[\p{Letter}\p{Number}]/u.test(turn.text)) return null;
  if (/[?？]/.test(turn.text)) return null;
  const parts = turn.messages.flatMap((message) => message.parts);
  return parts.some((part) => part.type === 'image' && !part.sticker) ? 'unreadable' : 'no-question';
}
