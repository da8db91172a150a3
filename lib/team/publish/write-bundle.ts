import { fail, ok, type Result } from '@/lib/core/result';
import type { FeedFile } from '@/lib/knowledge/sync/build-feed';
import type { BundleWriter, WriteReason } from './bundle-writer';

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
 * Writes what is missing, shards first, each read back and compared, manifest last: whatever breaks, readers have the old
 * version whole or the new one whole. `changed-meanwhile`: another manifest appeared since the diff was made.
 */
export async function writeBundle(
  writer: BundleWriter,
  bundle: Bundle,
): Promise<Result<null, WriteReason | 'changed-meanwhile' | 'not-verified'>> {
  const todo = bundle.shards.filter((_, index) => !bundle.lying.has(bundle.refs[index]?.sha256 ?? ''));
  const total = todo.length + 1;
  const queue = [...todo];
  let done = 0;
  let failure: { ok: false; reason: WriteReason | 'not-verified' } | null = null;
  bundle.onProgress?.({ step: 'shards', done, total });

  async function work(): Promise<void> {
    for (let shard = queue.shift(); shard && !failure; shard = queue.shift()) {
      const put = await writeVerified(writer, shard.path, shard.text, false);
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
  text: string,
  isFinal: boolean,
): Promise<Result<null, WriteReason | 'not-verified'>> {
  const put = await writer.write(path, text, isFinal);
  if (!put.ok) return put;
  const back = await writer.read(path);
  if (!back.ok) return back;
  return back.value === text ? ok(null) : fail('not-verified', path);
}
