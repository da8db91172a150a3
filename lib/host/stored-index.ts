import { createLog } from '@/lib/core/log';
import type { SegmentStore } from '@/lib/knowledge/store/segment-store';
import type { Brain } from './brain';

/** Keeps the brain's index on disk, so that a start reads it instead of building it. */
export interface StoredIndex {
  /** Gives the stored bytes to a new brain; call before its first `upsert`. Entries that changed since are indexed anew by it. */
  restore(brain: Brain): Promise<void>;
  /** The knowledge changed: the index is written once it has been quiet for a while. */
  touch(): void;
}

const KEY = 'retrieval';
/** The bytes say themselves which version they are of. */
const ANY = 'any';
/** A sync changes the index many times in a row; one write after it is enough. */
const QUIET_MS = 5000;

const log = createLog('stored-index');

export interface StoredIndexDeps {
  segments: SegmentStore;
  /** The index that came with the extension: for a first start, and for the first one after an update that indexes anew. */
  shipped(): Promise<Uint8Array>;
  /** The brain in use when the time to write comes. */
  brain(): Brain;
}

/** Makes the keeper. */
export function createStoredIndex({ segments, shipped, brain }: StoredIndexDeps, quietMs = QUIET_MS): StoredIndex {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const write = async () => {
    try {
      const bytes = await brain().exportIndex();
      if (bytes) await segments.put(KEY, ANY, bytes);
    } catch (error) {
      // A full disk costs the next start its speed, nothing else.
      log.warn('the index was not stored', { error: String(error) });
    }
  };
  return {
    restore: async (to) => {
      try {
        const bytes = await segments.get(KEY, ANY);
        if (bytes && (await to.importIndex(bytes))) return;
        if (!(await to.importIndex(await shipped()))) log.warn('the shipped index is of another version');
      } catch (error) {
        log.warn('the stored index could not be read', { error: String(error) });
      }
    },
    touch: () => {
      clearTimeout(timer);
      timer = setTimeout(() => void write(), quietMs);
    },
  };
}
