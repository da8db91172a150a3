import { fail, ok } from '@/lib/core/result';
import type { BundleWriter, WriteReason } from '@/lib/team/publish/bundle-writer';

/** A destination in memory whose writes can be made to fail. */
export interface MemoryWriter extends BundleWriter {
  files: Map<string, string>;
  writes: string[];
  /** Fails the write for which it gives a reason. */
  failOn: (path: string) => WriteReason | null;
  /** Runs before each read. */
  onRead: (path: string) => void;
}

export function createMemoryWriter(files = new Map<string, string>()): MemoryWriter {
  const self: MemoryWriter = {
    files,
    writes: [],
    failOn: () => null,
    onRead: () => undefined,
    async read(path) {
      self.onRead(path);
      return ok(files.get(path) ?? null);
    },
    async write(path, text) {
      const reason = self.failOn(path);
      if (reason) return fail(reason);
      files.set(path, text);
      self.writes.push(path);
      return ok(null);
    },
  };
  return self;
}
