import { ok } from '@/lib/core/result';
import { fromMediaPath } from '@/lib/knowledge/media/image';
import type { BundleWriter, FileContent } from './bundle-writer';

/** One file of a bundle, by its path with `/`: text, or an image that the store holds under its hash. */
export type BundleFile = { path: string; text: string } | { path: string; sha256: string };

/** A bundle collected in memory, to be written elsewhere by whoever can: a picked folder, a zip. */
export interface CollectedWriter extends BundleWriter {
  /** What was written, in the order in which it must be uploaded: shards and images first, manifest last. */
  files(): BundleFile[];
}

/** Creates it; `existing` is what lies at the destination now, as far as known. */
export function createCollectedWriter(existing: readonly BundleFile[] = []): CollectedWriter {
  const there = new Map(existing.flatMap((file) => ('text' in file ? [[file.path, file.text] as const] : [])));
  const written = new Map<string, FileContent>();
  return {
    async read(path) {
      const content = written.get(path) ?? there.get(path) ?? null;
      return ok(typeof content === 'string' ? content : null);
    },
    async readBytes(path) {
      const content = written.get(path);
      return ok(content instanceof Uint8Array ? content : null);
    },
    async write(path, content) {
      written.set(path, content);
      return ok(null);
    },
    files: () =>
      [...written].map(([path, content]) =>
        typeof content === 'string' ? { path, text: content } : { path, sha256: fromMediaPath(path) ?? '' },
      ),
  };
}

/** Hashes of the images among the files of a destination. */
export const imagesAmong = (files: readonly BundleFile[]): string[] =>
  files.flatMap((file) => ('sha256' in file ? [file.sha256] : []));
