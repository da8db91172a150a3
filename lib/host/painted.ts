import type { ConversationRef } from '@/lib/chat/conversation';

/** What a view showed in its places, as reported after paint. */
export interface PaintedList {
  atMs: number;
  ref: ConversationRef;
  places: { id: string; text: string }[];
}

/** A key inserts what stood painted in its place at least this long (architecture.md, "Insert"). */
export const PAINTED_MS = 350;
const KEPT = 8;

/** Remembers the last painted lists of a tab, newest last. */
export interface PaintedHistory {
  add(list: PaintedList): void;
  /** The piece that stood in `place` (1..3) at least 350 ms before `nowMs`, or null. */
  at(place: number, nowMs: number): { id: string; text: string; ref: ConversationRef } | null;
  clear(): void;
}

/** Makes the memory of one tab. */
export function createPaintedHistory(): PaintedHistory {
  let lists: PaintedList[] = [];
  return {
    add: (list) => {
      lists = [...lists.slice(-(KEPT - 1)), list];
    },
    at: (place, nowMs) => {
      const old = lists.filter((list) => nowMs - list.atMs >= PAINTED_MS).at(-1);
      const piece = old?.places[place - 1];
      return old && piece ? { ...piece, ref: old.ref } : null;
    },
    clear: () => {
      lists = [];
    },
  };
}
