import { fail, ok, type Result } from '@/lib/core/result';
import type { ShardRef, ShardRow } from '@/lib/knowledge/store/rows';
import { toShardUrl } from './feed-url';
import { fetchBytes } from './fetch-bytes';
import { MAX_SHARD_BYTES } from './manifest';
import type { SyncReason } from './reasons';
import type { Timers } from './timers';

/** Requests at once: what browsers allow to one HTTP/1.1 host. */
const PARALLEL = 6;
/** Verified shards that may wait for the disk. */
const MAX_WAITING = 32;
const SHARD_TIMEOUT_MS = 60_000;
/** A shard that arrives broken is asked for again this often. */
const ATTEMPTS = 2;

export interface DownloadDeps {
  fetch: typeof fetch;
  timers: Timers;
  hash(bytes: Uint8Array): Promise<string>;
  signal: AbortSignal;
  /** Writes verified shards; called one at a time. */
  save(shards: ShardRow[]): Promise<Result<null, SyncReason>>;
}

/**
 * Downloads shards six at a time, checks each against its hash and saves what is right as fast as the disk takes it, so
 * that a kill loses little. Stops at the first failure; what was saved stays.
 */
export async function downloadShards(
  shards: readonly ShardRef[],
  manifestUrl: string,
  deps: DownloadDeps,
): Promise<Result<null, SyncReason>> {
  const queue = [...shards];
  const ready: ShardRow[] = [];
  let failure: { ok: false; reason: SyncReason; detail?: string } | null = null;
  const crashes: unknown[] = [];
  let writer: Promise<void> | null = null;

  /** Writes whatever is ready, and again what became ready meanwhile: nothing verified waits for company. */
  async function write(): Promise<void> {
    try {
      while (ready.length > 0 && !failure) {
        const saved = await deps.save(ready.splice(0));
        if (!saved.ok) failure ??= saved;
      }
    } catch (error) {
      // The database went away under us: thrown on once all workers have stopped.
      crashes.push(error);
      failure ??= fail('aborted');
    }
    writer = null;
  }

  async function work(): Promise<void> {
    for (let shard = queue.shift(); shard && !failure; shard = queue.shift()) {
      // At most this many verified shards wait in memory.
      if (ready.length >= MAX_WAITING) await writer;
      const got = await downloadShard(shard, manifestUrl, deps);
      if (!got.ok) {
        failure ??= got;
        return;
      }
      ready.push(got.value);
      writer ??= write();
    }
  }

  await Promise.all(Array.from({ length: PARALLEL }, work));
  await writer;
  if (crashes.length > 0) throw crashes[0];
  return failure ?? ok(null);
}

async function downloadShard(
  shard: ShardRef,
  manifestUrl: string,
  deps: DownloadDeps,
): Promise<Result<ShardRow, SyncReason>> {
  const url = toShardUrl(shard.url, manifestUrl);
  if (!url) return fail('not-a-feed', 'a shard lies on another origin');
  let last: Result<ShardRow, SyncReason> = fail('unreachable');
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const got = await fetchBytes(url, { ...deps, maxBytes: MAX_SHARD_BYTES, timeoutMs: SHARD_TIMEOUT_MS });
    if (got.ok && got.value.status === 'body') {
      const { bytes } = got.value;
      if ((await deps.hash(bytes)) === shard.sha256) {
        return ok({ hash: shard.sha256, text: new TextDecoder().decode(bytes), bytes: bytes.length });
      }
      last = fail('hash-mismatch', shard.url);
    } else if (!got.ok) {
      last = fail(got.reason, shard.url);
      if (got.reason === 'too-large' || got.reason === 'aborted' || got.reason === 'http-404') break;
    }
  }
  return last;
}
