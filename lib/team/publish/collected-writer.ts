import { ok } from '@/lib/core/result';
import type { BundleWriter } from './bundle-writer';

/** One file of a bundle; the path is relative, with `/`. */
export interface BundleFile {
  path: string;
  text: string;
}

/** A bundle collected in memory, to be written elsewhere by whoever can: a picked folder, a zip. */
export interface CollectedWriter extends BundleWriter {
  /** What was written, in the order in which it must be uploaded: shards first, manifest last. */
  files(): BundleFile[];
}

/** Creates it; `existing` is what lies at the destination now, as far as known. */
export function createCollectedWriter(existing: readonly BundleFile[] = []): CollectedWriter {
  const there = new Map(existing.map(({ path, text }) => [path, text]));
  const written = new Map<string, string>();
  return {
    read: async (path) => ok(written.get(path) ?? there.get(path) ?? null),
    async write(path, text) {
      written.set(path, text);
      return ok(null);
    },
    files: () => [...written].map(([path, text]) => ({ path, text })),
  };
}
