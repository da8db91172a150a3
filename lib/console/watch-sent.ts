import { type Message, messageText } from '@/lib/chat/conversation';

/** Tells which new own rows are what the agent had in the composer. */
export interface SentWatch {
  /** The composer's text, whenever it changes. */
  noteDraft(key: string, text: string): void;
  /** New rows of a conversation; answers those that were typed here. */
  matchSent(key: string, messages: readonly Message[]): { messageId: string; text: string }[];
}

/** A draft may have been edited by the console on its way (trimmed, emoji replaced): this much must be equal. */
const SIMILAR = 0.8;
/** A row that comes later than this after the draft was there is another device's (ms). */
const SENT_WITHIN_MS = 30_000;
const MAX_DRAFTS = 4;

/** Creates the watch; `now` in ms. */
export function createSentWatch(now: () => number): SentWatch {
  const drafts = new Map<string, { text: string; atMs: number }[]>();
  return {
    noteDraft(key, text) {
      const trimmed = text.trim();
      const known = drafts.get(key) ?? [];
      drafts.set(key, known);
      const last = known.at(-1);
      if (!trimmed) {
        if (last) last.atMs = now();
        return;
      }
      // typing on replaces the draft; a new start keeps the old one, whose row may still come
      if (last && (trimmed.startsWith(last.text) || last.text.startsWith(trimmed))) {
        // deleting backwards must not forget what was sent a moment ago
        if (trimmed.length >= last.text.length) last.text = trimmed;
        else known.push({ text: trimmed, atMs: now() });
        last.atMs = now();
      } else known.push({ text: trimmed, atMs: now() });
      if (known.length > MAX_DRAFTS) known.shift();
    },
    matchSent(key, messages) {
      const known = (drafts.get(key) ?? []).filter(({ atMs }) => now() - atMs <= SENT_WITHIN_MS);
      const sent: { messageId: string; text: string }[] = [];
      for (const message of messages) {
        if (message.role !== 'agent') continue;
        const text = messageText(message).trim();
        const at = known.findLastIndex((draft) => isSimilar(draft.text, text));
        if (at < 0) continue;
        known.splice(0, at + 1);
        sent.push({ messageId: message.id, text });
      }
      drafts.set(key, known);
      return sent;
    },
  };
}

/** Share of equal two-character pieces (Dice), blanks ignored; short texts must be equal. */
export function isSimilar(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => text.replace(/\s+/g, ''));
  if (!left || !right) return false;
  if (left === right) return true;
  if (left.length < 4 || right.length < 4) return false;
  const pieces = new Map<string, number>();
  for (let i = 0; i < left.length - 1; i++) {
    const piece = left.slice(i, i + 2);
    pieces.set(piece, (pieces.get(piece) ?? 0) + 1);
  }
  let common = 0;
  for (let i = 0; i < right.length - 1; i++) {
    const piece = right.slice(i, i + 2);
    const count = pieces.get(piece) ?? 0;
    if (count > 0) {
      pieces.set(piece, count - 1);
      common++;
    }
  }
  return (2 * common) / (left.length + right.length - 2) >= SIMILAR;
}
