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
 * Ways of asking per batch, after which the brain takes what else came: fifteen take about 5 ms to index (starter pack, 2026-11-28),
 * more while the code is cold, so a question just after an install waits for some hundredths of a second; with three times as many the
 * first one took 320–440 ms from page to panel. Entries with few of them go in larger batches: each batch costs the host two messages.
 */
const BATCH = 120;

/** What an entry takes to index, in ways of asking. */
function weightOf({ entry }: SourcedEntry): number {
  const { askings, questions, triggers } = entry as {
    askings?: unknown[];
    questions?: unknown[];
    triggers?: unknown[];
  };
  return 2 + (askings?.length ?? 0) + (questions?.length ?? 0) + (triggers?.length ?? 0);
}

/** Cuts entries into batches of about the same work; an entry that is more than one by itself goes alone. */
function* toBatches(entries: readonly SourcedEntry[]): Generator<SourcedEntry[]> {
  let batch: SourcedEntry[] = [];
  let weight = 0;
  for (const entry of entries) {
    const own = weightOf(entry);
    if (batch.length > 0 && weight + own > BATCH) {
      yield batch;
      batch = [];
      weight = 0;
    }
    batch.push(entry);
    weight += own;
  }
  if (batch.length > 0) yield batch;
}

/** Makes the feed. A brain that dies loses its batches; whoever makes the next one fills it anew. */
export function createBrainFeed(brain: () => Brain, onError: (error: unknown) => void): BrainFeed {
  let tail: Promise<unknown> = Promise.resolve();
  const queue = (task: () => Promise<unknown>): void => {
    tail = tail.then(task).catch(onError);
  };
  return {
    upsert(entries) {
      for (const batch of toBatches(entries)) queue(() => brain().upsert(batch));
    },
    remove: (source, ids) => queue(() => brain().remove(source, ids)),
    taken: () => tail.then(() => undefined),
  };
}
