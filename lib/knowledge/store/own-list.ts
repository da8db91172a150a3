import { yieldNow } from '@/lib/knowledge/import/yield-now';
import type { Entry } from '@/lib/knowledge/schema';
import type { DeskmateDatabase } from './database';
import { compareListed } from './entry-list';
import { type OwnEntry, readOwn } from './own-reader';

/** Own entries in the order of the desk's list: read and sorted once, then changed by what is saved. */
export interface OwnList {
  /** Sorted by `compareListed`. */
  entries(): Promise<readonly Entry[]>;
  /** Removes and adds what a save changed; nothing is read. A large change forgets the list instead. */
  change(removed: readonly string[], added: readonly OwnEntry[]): void;
}

/** The list holds all own entries in memory: it goes when nobody has asked for it for this long. */
const KEPT_MS = 180_000;
/** More changes than this at once are sorted anew. */
const MAX_CHANGES = 500;
/** Comparisons between two breaths. */
const SLICE = 4000;

/** Creates the list; it reads at the first question. */
export function createOwnList(db: DeskmateDatabase): OwnList {
  let sorted: Entry[] | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function insert(list: Entry[], entry: Entry): void {
    let low = 0;
    let high = list.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const other = list[middle];
      if (other && compareListed(other, entry) < 0) low = middle + 1;
      else high = middle;
    }
    list.splice(low, 0, entry);
  }

  return {
    async entries() {
      clearTimeout(timer);
      timer = setTimeout(() => {
        sorted = null;
      }, KEPT_MS);
      (timer as { unref?: () => void }).unref?.();
      sorted ??= await sortInBreaths((await readOwn(db)).map(({ entry }) => entry));
      return sorted;
    },
    change(removed, added) {
      if (!sorted) return;
      if (removed.length + added.length > MAX_CHANGES) {
        sorted = null;
        return;
      }
      const gone = new Set([...removed, ...added.map(({ entry }) => entry.id)]);
      const list = sorted.filter(({ id }) => !gone.has(id));
      for (const { entry } of added) insert(list, entry);
      sorted = list;
    },
  };
}

/** Merge sort from the bottom up that lets the thread do something else in between; equal entries keep their order. */
async function sortInBreaths(entries: readonly Entry[]): Promise<Entry[]> {
  let runs: Entry[][] = [];
  for (let at = 0; at < entries.length; at += 256) {
    runs.push(entries.slice(at, at + 256).sort(compareListed));
    if (runs.length % 8 === 0) await yieldNow();
  }
  while (runs.length > 1) {
    const next: Entry[][] = [];
    for (let i = 0; i < runs.length; i += 2) next.push(await merge(runs[i] ?? [], runs[i + 1] ?? []));
    runs = next;
  }
  return runs[0] ?? [];
}

async function merge(a: readonly Entry[], b: readonly Entry[]): Promise<Entry[]> {
  const merged: Entry[] = [];
  for (let i = 0, k = 0; i < a.length || k < b.length; ) {
    const [left, right] = [a[i], b[k]];
    if (left && (!right || compareListed(left, right) <= 0)) {
      merged.push(left);
      i++;
    } else if (right) {
      merged.push(right);
      k++;
    }
    if (merged.length % SLICE === 0) await yieldNow();
  }
  return merged;
}
