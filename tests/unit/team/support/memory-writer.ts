import { fail, ok } from '@/lib/core/result';
import type { BundleWriter, WriteReason } from '@/lib/team/publish/bundle-writer';

/** A destination in memory whose writes can be made to fail. */
export interface MemoryWriter extends BundleWriter {
  files: Map<string, string>;
  /** Files that are no text. */
  media: Map<string, Uint8Array>;
  writes: string[];
  /** Fails the write for which it gives a reason. */
  failOn: (path: string) => WriteReason | null;
  /** Runs before each read. */
  onRead: (path: string) => void;
}

export function createMemoryWriter(files = new Map<string, string>()): MemoryWriter {
  const self: MemoryWriter = {
    files,
    media: new Map(),
    writes: [],
    failOn: () => null,
    onRead: () => undefined,
    async read(path) {
      self.onRead(path);
      return ok(files.get(path) ?? null);
    },
    readBytes: async (path) => ok(self.media.get(path) ?? null),
    async write(path, content) {
      const reason = self.failOn(path);
      if (reason) return fail(reason);
      if (typeof content === 'string') files.set(path, content);
      else self.media.set(path, content);
      self.writes.push(path);
      return ok(null);
    },
  };
  return self;
}
