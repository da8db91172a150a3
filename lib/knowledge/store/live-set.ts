import { fitsList } from '@/lib/knowledge/entry';
import type { LiveItem } from './live-item';

/** One source's claim on an id. `chunk` is where its row lies: a shard hash, or the id itself for own entries. */
export interface Holder {
  source: string;
  precedence: number;
  chunk: string;
  item: LiveItem;
}

/** What became live, and what is no longer live under that source. */
export interface LiveDelta {
  upserts: Holder[];
  removes: { source: string; id: string }[];
}

export interface Chunk {
  chunk: string;
  items: LiveItem[];
}

/**
 * Decides which entry of each id is live: the claim with the highest precedence that is published, inside its validity
 * window and meant for the agent's groups. A retired claim hides the id altogether (the shop has taken it back); draft,
 * review, out of window and other groups only step aside. Keeps ids and hashes, no texts.
 */
export interface LiveSet {
  /** One source's chunks change in one step. */
  change(source: string, precedence: number, removed: readonly string[], added: readonly Chunk[]): LiveDelta;
  /** A source leaves with all it had. */
  drop(source: string): LiveDelta;
  /** The clock or the groups changed. */
  reconsider(nowMs: number, groups: readonly string[]): LiveDelta;
  winner(id: string): Holder | null;
  holders(id: string): readonly Holder[];
  winners(): IterableIterator<Holder>;
  chunks(source: string): string[];
  has(source: string, id: string): Holder | null;
  size(): number;
  /** Next instant at which a validity window opens or closes, or null. */
  nextBoundaryMs(): number | null;
}

interface Slot {
  holders: Holder[];
  winner: Holder | null;
}

/** Creates an empty live set. */
export function createLiveSet(start: { nowMs: number; groups: readonly string[] }): LiveSet {
  const slots = new Map<string, Slot>();
  const chunkIds = new Map<string, Map<string, string[]>>();
  const gated = new Set<string>();
  let { nowMs, groups } = start;
  let live = 0;

  function decide(holders: readonly Holder[]): Holder | null {
    for (const holder of holders) {
      const { gate } = holder.item;
      if (gate === null) return holder;
      if (gate.status === 'retired') return null;
      if (gate.status !== undefined) continue;
      if (gate.fromMs !== undefined && nowMs < gate.fromMs) continue;
      if (gate.toMs !== undefined && nowMs >= gate.toMs) continue;
      if (!fitsList(gate.groups, groups)) continue;
      return holder;
    }
    return null;
  }

  function settle(ids: Iterable<string>): LiveDelta {
    const delta: LiveDelta = { upserts: [], removes: [] };
    for (const id of ids) {
      const slot = slots.get(id);
      if (!slot) continue;
      const before = slot.winner;
      const after = decide(slot.holders);
      slot.winner = after;
      if (before && !after) live--;
      if (after && !before) live++;
      if (before && before.source !== after?.source) delta.removes.push({ source: before.source, id });
      if (after && (before?.source !== after.source || before.item.hash !== after.item.hash)) delta.upserts.push(after);
      if (slot.holders.length === 0) slots.delete(id);
      if (slot.holders.some((holder) => holder.item.gate !== null)) gated.add(id);
      else gated.delete(id);
    }
    return delta;
  }

  function takeOut(source: string, chunk: string, touched: Set<string>): void {
    const ids = chunkIds.get(source)?.get(chunk);
    if (!ids) return;
    chunkIds.get(source)?.delete(chunk);
    for (const id of ids) {
      const slot = slots.get(id);
      if (!slot) continue;
      slot.holders = slot.holders.filter((holder) => holder.source !== source || holder.chunk !== chunk);
      touched.add(id);
    }
  }

  function putIn(source: string, precedence: number, { chunk, items }: Chunk, touched: Set<string>): void {
    let chunks = chunkIds.get(source);
    if (!chunks) {
      chunks = new Map();
      chunkIds.set(source, chunks);
    }
    if (chunks.has(chunk)) return;
    chunks.set(
      chunk,
      items.map((item) => item.id),
    );
    for (const item of items) {
      const holder: Holder = { source, precedence, chunk, item };
      const slot = slots.get(item.id);
      if (!slot) slots.set(item.id, { holders: [holder], winner: null });
      else {
        const at = slot.holders.findIndex((other) => other.precedence < precedence);
        slot.holders.splice(at < 0 ? slot.holders.length : at, 0, holder);
      }
      touched.add(item.id);
    }
  }

  return {
    change(source, precedence, removed, added) {
      const touched = new Set<string>();
      for (const chunk of removed) takeOut(source, chunk, touched);
      for (const chunk of added) putIn(source, precedence, chunk, touched);
      return settle(touched);
    },
    drop(source) {
      const touched = new Set<string>();
      for (const chunk of [...(chunkIds.get(source)?.keys() ?? [])]) takeOut(source, chunk, touched);
      chunkIds.delete(source);
      return settle(touched);
    },
    reconsider(now, ofGroups) {
      nowMs = now;
      groups = ofGroups;
      return settle([...gated]);
    },
    winner: (id) => slots.get(id)?.winner ?? null,
    holders: (id) => slots.get(id)?.holders ?? [],
    *winners() {
      for (const slot of slots.values()) if (slot.winner) yield slot.winner;
    },
    chunks: (source) => [...(chunkIds.get(source)?.keys() ?? [])],
    has: (source, id) => slots.get(id)?.holders.find((holder) => holder.source === source) ?? null,
    size: () => live,
    nextBoundaryMs() {
      let next: number | null = null;
      for (const id of gated) {
        for (const { item } of slots.get(id)?.holders ?? []) {
          const { fromMs, toMs } = item.gate ?? {};
          for (const at of [fromMs, toMs]) {
            if (at !== undefined && at > nowMs && (next === null || at < next)) next = at;
          }
        }
      }
      return next;
    },
  };
}
