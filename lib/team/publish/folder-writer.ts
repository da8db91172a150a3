import { fail, ok } from '@/lib/core/result';
import type { BundleWriter } from './bundle-writer';

/** The part of the File System Access API that is used; a picked folder's handle fits. */
export interface FolderHandle {
  getDirectoryHandle(name: string, options: { create: boolean }): Promise<FolderHandle>;
  getFileHandle(
    name: string,
    options: { create: boolean },
  ): Promise<{
    getFile(): Promise<{ text(): Promise<string> }>;
    /** Writes to a temporary file that takes the place on `close`. */
    createWritable(): Promise<{ write(text: string): Promise<void>; close(): Promise<void> }>;
  }>;
}

const nameOf = (error: unknown): unknown => (error as { name?: unknown } | null)?.name;

/** Writes into a folder that the lead picked. */
export function createFolderWriter(root: FolderHandle): BundleWriter {
  async function open(path: string, create: boolean) {
    const steps = path.split('/');
    const file = steps.pop() ?? path;
    let folder = root;
    for (const step of steps) folder = await folder.getDirectoryHandle(step, { create });
    return folder.getFileHandle(file, { create });
  }
  return {
    async read(path) {
      try {
        return ok(await (await (await open(path, false)).getFile()).text());
      } catch (error) {
        return nameOf(error) === 'NotFoundError' ? ok(null) : fail('denied');
      }
    },
    async write(path, text) {
      try {
        const stream = await (await open(path, true)).createWritable();
        await stream.write(text);
        await stream.close();
        return ok(null);
      } catch (error) {
        return fail(nameOf(error) === 'QuotaExceededError' ? 'disk-full' : 'denied');
      }
    },
  };
}
