import type { SourcedEntry } from '@/lib/knowledge/store/sourced-entry';
import type { Brain } from './brain';

/** Gives changes to the brain in order and in small batches, so that a buyer's question never waits behind an import. */
export interface BrainFeed {
  upsert(entries: SourcedEntry[]): void;
  remove(source: string, ids: string[]): void;
  /** Resolves when the brain has taken everything that was given so far: advice asked for from then on knows it. */
  taken(): Promise<void>;
}

/**
 * Entries per batch, after which the brain takes what else came: an entry with fifteen ways of asking takes about 5 ms to index
 * (starter pack, 2026-11-28), more while the code is cold, so a question just after an install waits for some hundredths of a
 * second; with 24 the first one took 320–440 ms from page to panel.
 */
const BATCH = 8;

/** Makes the feed. A brain that dies loses its batches; whoever makes the next one fills it anew. */
export function createBrainFeed(brain: () => Brain, onError: (error: unknown) => void): BrainFeed {
  let tail: Promise<unknown> = Promise.resolve();
  const queue = (task: () => Promise<unknown>): void => {
    tail = tail.then(task).catch(onError);
  };
  return {
    upsert(entries) {
      for (let at = 0; at < entries.length; at += BATCH) {
        const batch = entries.slice(at, at + BATCH);
        queue(() => brain().upsert(batch));
      }
    },
    remove: (source, ids) => queue(() => brain().remove(source, ids)),
    taken: () => tail.then(() => undefined),
  };
}
