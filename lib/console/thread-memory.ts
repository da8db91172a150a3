import { MAX_MESSAGES, type Message, type Part, type Role } from '@/lib/chat/conversation';
import { hashText } from '@/lib/core/ids';
import { align, alignWindow } from './align';

/** One row as read now. */
export interface SeenRow {
  platformId?: string;
  role: Role;
  parts: Part[];
  time?: string;
  /** Position in a virtual list. */
  top?: number;
  /** The row's element: tells an edit in place from a new message. */
  token: object;
}

/** What has been seen of one conversation: gives rows without a platform id a stable one, keeps rows that scrolled away. */
export interface ThreadMemory {
  /** Takes the rows in view (oldest first). */
  merge(rows: readonly SeenRow[], nowMs: number): void;
  /** The newest messages, oldest first. */
  messages(): Message[];
  /** How many of the rows are known already (by id or text): tells a re-mount from another conversation. */
  overlap(rows: readonly SeenRow[]): number;
}

interface Kept {
  message: Message;
  key: string;
  content: string;
  top?: number;
  token: object;
}

/** Rows kept of a virtual list; a snapshot takes the newest `MAX_MESSAGES` of them. */
const MAX_KEPT = 200;

const contentOf = (row: SeenRow): string => {
  const parts = row.parts.map((part) => {
    if (part.type === 'text') return part.text;
    if (part.type === 'image') return `[image ${part.alt ?? ''}]`;
    if (part.type === 'product') return `[product ${part.product.id ?? part.product.title ?? ''}]`;
    return `[order ${part.order.id ?? ''}]`;
  });
  return `${row.role}\u0001${parts.join('\u0001')}`;
};
const keyOf = (row: SeenRow): string => (row.platformId === undefined ? contentOf(row) : `#${row.platformId}`);

/** Creates the memory of one conversation; `windowed` = the console's list is virtual. */
export function createThreadMemory(options: { windowed: boolean }): ThreadMemory {
  let kept: Kept[] = [];
  /** First sight of every id, also of rows that a re-render left out for a while. */
  const seenAt = new Map<string, number>();

  const createId = (row: SeenRow, contents: readonly string[], index: number, used: Set<string>): string => {
    if (row.platformId !== undefined) return row.platformId;
    const near = [contents[index - 2] ?? '', contents[index - 1] ?? '', contents[index] ?? ''].join('\u0002');
    const base = `h-${hashText(near)}`;
    let id = base;
    for (let n = 2; used.has(id); n++) id = `${base}-${n}`;
    return id;
  };

  const place = (rows: readonly SeenRow[], keys: readonly string[]): number[] => {
    const known = kept.map(({ key }) => key);
    if (!options.windowed) return align(known, keys);
    if (!rows.every((row) => row.platformId !== undefined)) return alignWindow(known, keys);
    const places = new Map(known.map((key, index) => [key, index]));
    return keys.map((key) => places.get(key) ?? -1);
  };

  return {
    merge(rows, nowMs) {
      // a container that is being re-mounted is empty for a moment; a conversation never forgets what was said
      if (rows.length === 0) return;
      const keys = rows.map(keyOf);
      const contents = rows.map(contentOf);
      const places = place(rows, keys);
      if (!options.windowed) matchEdits(places, kept, rows);
      const used = new Set(kept.map(({ message }) => message.id));
      const fresh = kept.length === 0;
      const merged: (Kept | null)[] = rows.map((row, index) => {
        const old = places[index] === undefined || places[index] < 0 ? undefined : kept[places[index]];
        const id = old?.message.id ?? createId(row, contents, index, used);
        used.add(id);
        const message: Message = {
          id,
          role: row.role,
          parts: row.parts,
          ...(row.time !== undefined && { time: row.time }),
          seenAtMs: old?.message.seenAtMs ?? seenAt.get(id) ?? -1,
        };
        return {
          message,
          key: keys[index] ?? '',
          content: contents[index] ?? '',
          token: row.token,
          ...(row.top !== undefined && { top: row.top }),
        };
      });
      const now = merged.filter((item) => item !== null);
      kept = options.windowed ? weave(kept, now, places) : now;
      // a new row is seen now; an older one that scrolled into view is as old as its successor
      let later = nowMs;
      const lastKnown = kept.findLastIndex(({ message }) => message.seenAtMs >= 0);
      for (let i = kept.length - 1; i >= 0; i--) {
        const message = kept[i]?.message;
        if (!message) continue;
        if (message.seenAtMs < 0) message.seenAtMs = fresh || i > lastKnown ? nowMs : later;
        later = message.seenAtMs;
        seenAt.set(message.id, message.seenAtMs);
      }
      if (kept.length > MAX_KEPT) kept = kept.slice(-MAX_KEPT);
      if (seenAt.size > 4 * MAX_KEPT) {
        for (const id of [...seenAt.keys()].slice(0, seenAt.size - 2 * MAX_KEPT)) seenAt.delete(id);
      }
    },
    messages: () => kept.slice(-MAX_MESSAGES).map(({ message }) => message),
    overlap(rows) {
      const known = new Set(kept.flatMap(({ key, message }) => [key, `#${message.id}`]));
      return rows.filter((row) => known.has(keyOf(row))).length;
    },
  };
}

/** A row whose element stands but whose text changed (recalled, translated, image loaded late) keeps its id. */
function matchEdits(places: number[], kept: readonly Kept[], rows: readonly SeenRow[]): void {
  const taken = new Set(places);
  for (const [index, row] of rows.entries()) {
    if (places[index] !== -1 || row.platformId !== undefined) continue;
    const before = places.slice(0, index).findLast((at) => at >= 0) ?? -1;
    const after = places.slice(index + 1).find((at) => at >= 0) ?? kept.length;
    const at = kept.findIndex((item, k) => k > before && k < after && !taken.has(k) && item.token === row.token);
    if (at < 0 || kept[at]?.message.role !== row.role) continue;
    places[index] = at;
    taken.add(at);
  }
}

/** Puts the window into what is kept: matched rows replace, others go beside their neighbours, or by position when none matched. */
function weave(kept: readonly Kept[], window: readonly Kept[], places: readonly number[]): Kept[] {
  const result = [...kept];
  if (places.every((at) => at < 0)) {
    const top = window[0]?.top;
    const at = top === undefined ? -1 : result.findIndex((item) => item.top !== undefined && item.top > top);
    result.splice(at < 0 ? result.length : at, 0, ...window);
    return result;
  }
  let shift = 0;
  const firstMatch = places.findIndex((at) => at >= 0);
  let cursor = (places[firstMatch] ?? 0) - 1;
  for (const [index, item] of window.entries()) {
    const at = places[index] ?? -1;
    if (at >= 0) {
      cursor = at + shift;
      result[cursor] = item;
    } else {
      result.splice(++cursor, 0, item);
      shift++;
    }
  }
  return result;
}
