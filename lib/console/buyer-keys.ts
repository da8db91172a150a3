import { type ConversationRef, refKey } from '@/lib/chat/conversation';
import { hashText } from '@/lib/core/ids';
import type { ListRow } from '@/lib/platform/messages';
import type { Adapter } from './adapter';
import { pickValue } from './pick';
import type { Identity } from './read-identity';
import { createThreadMemory, type SeenRow, type ThreadMemory } from './thread-memory';

/** Conversations whose rows stay in memory. */
const MAX_THREADS = 30;

/**
 * Gives each buyer a stable key and each conversation its memory. With a platform id the key is the id. With a name only, two
 * buyers of one name must still be two: their avatars tell them apart, else the messages they share with what is known.
 */
export interface BuyerKeys {
  /** Learns from the conversation list which names occur twice. */
  noteNames(rows: readonly ListRow[]): void;
  keyOf(identity: Identity, rows: readonly SeenRow[], root: ParentNode, href: string): string | null;
  memoryOf(ref: ConversationRef): ThreadMemory;
}

/** Conversations of pages that name nobody; the key is made of their first words, so that another page load gives another buyer another key. */
const UNNAMED = '';
const createKey = (name: string, known: number, ids: readonly string[]): string =>
  name === UNNAMED ? `#${hashText(ids.slice(0, 3).join())}` : known === 0 ? name : `${name}#${known + 1}`;

/** A chat known by its messages alone. */
interface Thread {
  key: string;
  ids: Set<string>;
  /** Its rows at the last look, while it is the open one: element → id. */
  last: Map<object, string>;
}

/** Creates the keys of one console page. */
export function createBuyerKeys(adapter: Adapter, windowed: boolean): BuyerKeys {
  const memories = new Map<string, ThreadMemory>();
  const twice = new Set<string>();
  const idsOf = new Map<string, Set<string>>();
  /** Per name: the refs that were given out, for the comparison of messages. */
  const threads = new Map<string, Thread[]>();

  const byMessages = (name: string, rows: readonly SeenRow[]): string => {
    const ids = rows.map((row) => row.platformId ?? hashText(JSON.stringify(row.parts) + row.role));
    const known = threads.get(name) ?? [];
    threads.set(name, known);
    const share = (thread: Thread) => ids.filter((id) => thread.ids.has(id)).length;
    const now = new Map(rows.map((row, i) => [row.token, ids[i] ?? '']));
    // many rows at once under those of a moment ago: the same elements with the same words are the same chat
    const grown = known.find(({ last }) => last.size > 1 && [...last].every(([token, id]) => now.get(token) === id));
    const exact = rows.some((row) => row.platformId !== undefined);
    const enough = exact ? 1 : Math.max(1, Math.ceil(ids.length / 2));
    let thread = grown ?? known.toSorted((a, b) => share(b) - share(a))[0];
    if (!thread || (!grown && ids.length > 0 && share(thread) < enough && thread.ids.size > 0)) {
      thread = { key: createKey(name, known.length, ids), ids: new Set(), last: now };
      known.push(thread);
    }
    for (const id of ids) thread.ids.add(id);
    for (const one of known) one.last = one === thread ? now : new Map();
    return thread.key;
  };

  return {
    noteNames(rows) {
      const names = new Set<string>();
      for (const { name } of rows) {
        if (!name) continue;
        if (names.has(name)) twice.add(name);
        names.add(name);
      }
    },
    keyOf(identity, rows, root, href) {
      const name = identity.buyerName;
      if (identity.buyerId !== null) {
        if (name !== null) idsOf.set(name, (idsOf.get(name) ?? new Set()).add(identity.buyerId));
        return identity.buyerId;
      }
      if (name === null) return adapter.identity.unnamed && rows.length > 0 ? byMessages(UNNAMED, rows) : null;
      // the row with the id may have scrolled out of a virtual list: same name and same words are the same buyer
      const ids = [...(idsOf.get(name) ?? [])];
      const known = ids.find((id) =>
        [...memories].some(([key, memory]) => JSON.parse(key)[2] === id && memory.overlap(rows) > 0),
      );
      if (known !== undefined) return known;
      if (!twice.has(name)) return name;
      const avatar = pickValue(root, adapter.identity.avatar, href);
      return avatar ? `${name}#${hashText(avatar)}` : byMessages(name, rows);
    },
    memoryOf(ref) {
      const key = refKey(ref);
      const memory = memories.get(key) ?? createThreadMemory({ windowed });
      memories.delete(key);
      memories.set(key, memory);
      for (const old of memories.keys()) {
        if (memories.size <= MAX_THREADS) break;
        memories.delete(old);
      }
      return memory;
    },
  };
}
