import { fail, ok, type Result } from '@/lib/core/result';
import type { BundleWriter, FileContent, WriteReason } from './bundle-writer';

/** The part of the File System Access API that is used; a picked folder's handle fits. */
export interface FolderHandle {
  getDirectoryHandle(name: string, options: { create: boolean }): Promise<FolderHandle>;
  getFileHandle(
    name: string,
    options: { create: boolean },
  ): Promise<{
    getFile(): Promise<{ text(): Promise<string>; arrayBuffer(): Promise<ArrayBuffer> }>;
    /** Writes to a temporary file that takes the place on `close`. */
    createWritable(): Promise<{ write(content: FileContent): Promise<void>; close(): Promise<void> }>;
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
  type OpenedFile = Awaited<ReturnType<Awaited<ReturnType<typeof open>>['getFile']>>;
  async function get<T>(path: string, take: (file: OpenedFile) => Promise<T>): Promise<Result<T | null, WriteReason>> {
    try {
      return ok(await take(await (await open(path, false)).getFile()));
    } catch (error) {
      return nameOf(error) === 'NotFoundError' ? ok(null) : fail('denied');
    }
  }
  return {
    read: (path) => get(path, (file) => file.text()),
    readBytes: (path) => get(path, async (file) => new Uint8Array(await file.arrayBuffer())),
    async write(path, content) {
      try {
        const stream = await (await open(path, true)).createWritable();
        await stream.write(content);
        await stream.close();
        return ok(null);
      } catch (error) {
        return fail(nameOf(error) === 'QuotaExceededError' ? 'disk-full' : 'denied');
      }
    },
  };
}
