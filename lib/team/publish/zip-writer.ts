import { strToU8, zipSync } from 'fflate';
import { ok } from '@/lib/core/result';
import type { BundleWriter } from './bundle-writer';

/** A bundle collected in memory, to be downloaded as one zip and unpacked on any web server. */
export interface ZipWriter extends BundleWriter {
  /** The zip. Its files are in the order in which they must be uploaded: shards first, manifest last. */
  finish(): Uint8Array;
}

/** Creates it; `existing` is the manifest that lies at the destination now, as far as known. */
export function createZipWriter(existing: string | null = null): ZipWriter {
  const files = new Map<string, string>();
  return {
    read: async (path) => ok(files.get(path) ?? (path === 'manifest.json' ? existing : null)),
    async write(path, text) {
      files.set(path, text);
      return ok(null);
    },
    finish: () => zipSync(Object.fromEntries([...files].map(([path, text]) => [path, strToU8(text)]))),
  };
}
