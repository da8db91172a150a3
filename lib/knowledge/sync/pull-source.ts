import { canonicalJson } from '@/lib/core/canonical-json';
import type { Clock } from '@/lib/core/clock';
import { fail, ok, type Result } from '@/lib/core/result';
import type { FeedStore } from '@/lib/knowledge/store/feed-store';
import type { ManifestRow, ShardRow, SourceRow, StoredManifest } from '@/lib/knowledge/store/rows';
import { downloadShards } from './download-shards';
import { fetchBytes } from './fetch-bytes';
import { FEED_SCHEMA, MAX_MANIFEST_BYTES, parseManifest } from './manifest';
import type { SyncReason } from './reasons';
import { isSignedBy } from './signature';
import type { Timers } from './timers';

const MANIFEST_TIMEOUT_MS = 20_000;

/** The store as one pull needs it. */
export interface PullStore {
  feed: FeedStore;
  refreshSource(source: string): Promise<void>;
  addArrived(source: SourceRow, shards: readonly ShardRow[]): Promise<void>;
  sweep(): Promise<void>;
}

export interface PullDeps {
  store: PullStore;
  fetch: typeof fetch;
  timers: Timers;
  clock: Clock;
  hash(bytes: Uint8Array): Promise<string>;
  signal: AbortSignal;
  onProgress(done: number, total: number): void;
}

export interface Pulled {
  /** A new version was taken into use. */
  changed: boolean;
  version: number;
  /** The feed is written for a newer Deskmate: what could be read is in use. */
  schemaNewer: boolean;
  /** Server clock minus ours (ms), when the server said. */
  skewMs?: number;
}

/**
 * One pull of one source, as `sync.design.md` wants it. Any failure leaves the version in use untouched; verified shards
 * stay for the next try.
 */
export async function pullSource(source: SourceRow, deps: PullDeps): Promise<Result<Pulled, SyncReason>> {
  const before = await deps.store.feed.manifest(source.id);
  const looked = await lookForManifest(source, before, deps);
  if (!looked.ok) return looked;
  const { pending, skewMs } = looked.value;
  if (!pending) {
    const version = before.current?.version ?? 0;
    return ok({ changed: false, version, schemaNewer: (before.current?.schema ?? 1) > FEED_SCHEMA, skewMs });
  }
  const fetched = await fetchMissing(source, before, pending, deps);
  if (!fetched.ok) return fetched;
  if (deps.signal.aborted) return fail('aborted');
  const swapped = await deps.store.feed.commit(source.id, deps.clock.now(), source.kind === 'bundled');
  if (!swapped.ok) return fail(toSyncReason(swapped.reason));
  await deps.store.refreshSource(source.id);
  await deps.store.sweep();
  return ok({ changed: true, version: pending.version, schemaNewer: pending.schema > FEED_SCHEMA, skewMs });
}

/** The source was removed, or another context cleaned up, in the middle: the next look starts afresh. */
const toSyncReason = (
  reason: 'disk-full' | 'version-lower' | 'no-source' | 'nothing-pending' | 'incomplete',
): SyncReason => (reason === 'disk-full' || reason === 'version-lower' ? reason : 'aborted');

/** The manifest to fetch shards for, or null when what is in use is the newest. */
async function lookForManifest(
  source: SourceRow,
  before: ManifestRow,
  deps: PullDeps,
): Promise<Result<{ pending: StoredManifest | null; skewMs?: number }, SyncReason>> {
  const etag = (before.pending ?? before.current)?.etag;
  const got = await fetchBytes(source.url, {
    ...deps,
    maxBytes: MAX_MANIFEST_BYTES,
    timeoutMs: MANIFEST_TIMEOUT_MS,
    headers: etag ? { 'If-None-Match': etag } : {},
  });
  if (!got.ok) return got;
  if (got.value.status === 'unchanged') return ok({ pending: before.pending });
  const { bytes, dateMs } = got.value;
  const skewMs = dateMs === undefined ? undefined : dateMs - deps.clock.now();
  const parsed = parseManifest(new TextDecoder().decode(bytes));
  if (!parsed.ok) return parsed;
  const { manifest, raw } = parsed.value;
  if (source.publicKey) {
    if (!manifest.signature) return fail('signature-missing');
    if (!isSignedBy(raw, source.publicKey)) return fail('signature-wrong');
  }
  const contentHash = await deps.hash(new TextEncoder().encode(canonicalJson(raw)));
  const next: StoredManifest = {
    version: manifest.version,
    schema: manifest.schema,
    publishedAt: manifest.published_at,
    shards: manifest.shards.map(({ url, sha256, count }) => ({ url, sha256, count })),
    removed: manifest.removed,
    contentHash,
    etag: got.value.etag,
    note: manifest.note,
  };
  const { current } = before;
  if (current && current.contentHash === contentHash) {
    await deps.store.feed.setEtag(source.id, next.etag);
    if (before.pending) await deps.store.feed.setPending(source.id, null);
    return ok({ pending: null, skewMs });
  }
  if (current && source.kind !== 'bundled') {
    if (next.version < current.version) return fail('version-lower', `${next.version} < ${current.version}`);
    if (next.version === current.version) return fail('version-reused', String(next.version));
  }
  return ok({ pending: next, skewMs });
}

/** Brings the shards that are not stored yet. While there is no whole version, what arrives is used at once. */
async function fetchMissing(
  source: SourceRow,
  before: ManifestRow,
  pending: StoredManifest,
  deps: PullDeps,
): Promise<Result<null, SyncReason>> {
  const { feed } = deps.store;
  if (before.pending?.contentHash !== pending.contentHash || before.pending.etag !== pending.etag) {
    const noted = await feed.setPending(source.id, pending);
    if (!noted.ok) return fail(toSyncReason(noted.reason));
  }
  const isFirst = before.current === null;
  if (isFirst) await deps.store.refreshSource(source.id);
  const missing = new Set(await feed.missing(pending.shards.map((shard) => shard.sha256)));
  const todo = [...new Map(pending.shards.map((shard) => [shard.sha256, shard])).values()];
  const total = todo.length;
  let done = total - missing.size;
  deps.onProgress(done, total);
  return downloadShards(
    todo.filter((shard) => missing.has(shard.sha256)),
    source.url,
    {
      ...deps,
      async save(shards) {
        const saved = await feed.putShards(shards);
        if (!saved.ok) return saved;
        done += shards.length;
        deps.onProgress(done, total);
        if (isFirst) await deps.store.addArrived(source, shards);
        return ok(null);
      },
    },
  );
}
