import { fail, ok, type Result } from '@/lib/core/result';
import { toMediaPath } from '@/lib/knowledge/media/image';
import type { FeedFile } from '@/lib/knowledge/sync/build-feed';
import type { BundleWriter, FileContent, WriteReason } from './bundle-writer';

/** Files done of files to write; `manifest` is the moment from which agents see the new version. */
export interface PublishProgress {
  step: 'shards' | 'manifest' | 'done';
  done: number;
  total: number;
}

export interface Bundle {
  shards: readonly FeedFile[];
  /** One per shard, in the same order. */
  refs: readonly { sha256: string }[];
  /** Images that the rows name and the destination lacks. */
  images: readonly string[];
  /** Bytes of one; null when this machine does not have it: then agents are told that it is not there. */
  imageOf(sha256: string): Promise<FileContent | null>;
  /** Shards at the destination already. */
  lying: ReadonlySet<string>;
  manifestText: string;
  /** The manifest as it lay there when the diff was made. */
  manifestBefore: string | null;
  onProgress?(progress: PublishProgress): void;
}

/** Requests at once: what browsers allow to one HTTP/1.1 host, less the agents' share. */
const PARALLEL = 4;

/**
 * Writes what is missing, shards and images first, each read back and compared, manifest last: whatever breaks, readers have the old
 * version whole or the new one whole. `changed-meanwhile`: another manifest appeared since the diff was made.
 */
export async function writeBundle(
  writer: BundleWriter,
  bundle: Bundle,
): Promise<Result<null, WriteReason | 'changed-meanwhile' | 'not-verified'>> {
  const todo = bundle.shards.filter((_, index) => !bundle.lying.has(bundle.refs[index]?.sha256 ?? ''));
  const total = todo.length + bundle.images.length + 1;
  const queue: { path: string; read(): Promise<FileContent | null> }[] = [
    ...todo.map(({ path, text }) => ({ path, read: async () => text })),
    ...bundle.images.map((sha256) => ({ path: toMediaPath(sha256), read: () => bundle.imageOf(sha256) })),
  ];
  let done = 0;
  let failure: { ok: false; reason: WriteReason | 'not-verified' } | null = null;
  bundle.onProgress?.({ step: 'shards', done, total });

  async function work(): Promise<void> {
    for (let file = queue.shift(); file && !failure; file = queue.shift()) {
      const content = await file.read();
      const put = content === null ? ok(null) : await writeVerified(writer, file.path, content, false);
      if (!put.ok) failure ??= put;
      else bundle.onProgress?.({ step: 'shards', done: ++done, total });
    }
  }
  await Promise.all(Array.from({ length: PARALLEL }, work));
  if (failure) return failure;

  bundle.onProgress?.({ step: 'manifest', done, total });
  const again = await writer.read('manifest.json');
  if (!again.ok) return again;
  if (again.value !== bundle.manifestBefore) return fail('changed-meanwhile');
  const put = await writeVerified(writer, 'manifest.json', bundle.manifestText, true);
  if (!put.ok) return put;
  bundle.onProgress?.({ step: 'done', done: total, total });
  return ok(null);
}

async function writeVerified(
  writer: BundleWriter,
  path: string,
  content: FileContent,
  isFinal: boolean,
): Promise<Result<null, WriteReason | 'not-verified'>> {
  const put = await writer.write(path, content, isFinal);
  if (!put.ok) return put;
  const back = typeof content === 'string' ? await writer.read(path) : await writer.readBytes(path);
  if (!back.ok) return back;
  return isEqual(back.value, content) ? ok(null) : fail('not-verified', path);
}

const isEqual = (a: string | Uint8Array | null, b: FileContent): boolean =>
  typeof a === 'string' || typeof b === 'string' || a === null
    ? a === b
    : a.length === b.length && a.every((byte, i) => byte === b[i]);
