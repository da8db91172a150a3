import { canonicalJson } from '@/lib/core/canonical-json';
import { sha256Hex } from '@/lib/core/sha256';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { FEED_SCHEMA, MAX_SHARDS, type Manifest } from './manifest';

/** Entries per shard that we aim at: ten changed entries then cost at most ten files of some 100 kB. */
const SHARD_ENTRIES = 200;
/** Most ids carried on in `removed[]`: the manifest stays far below its limit. */
const MAX_REMOVED = 5000;

export interface FeedFile {
  /** Path relative to manifest.json. */
  path: string;
  text: string;
}

export interface BuiltFeed {
  manifest: Manifest & { buckets: number };
  /** Shards, each named by its content. Write them first, the manifest last. */
  shards: FeedFile[];
}

export interface BuildFeedOptions {
  /** ISO 8601. */
  publishedAt: string;
  /** What lies at the destination: its version is counted on and its layout kept, so that deltas stay small. */
  previous?: { manifest: Manifest; ids: ReadonlySet<string> } | null;
  note?: string;
  name?: string;
}

/**
 * Makes a feed of rows (ids unique, validated by the caller). Pure: equal rows in any order give equal shards.
 * Rows are spread over buckets by a hash of their id, so a changed row changes one shard only.
 */
export async function buildFeed(rows: readonly RawRow[], options: BuildFeedOptions): Promise<BuiltFeed> {
  const { previous } = options;
  const buckets = chooseBuckets(rows.length, previous?.manifest.buckets);
  const byBucket = new Map<number, RawRow[]>();
  for (const row of rows) {
    const bucket = bucketOf(String(row.id), buckets);
    const list = byBucket.get(bucket);
    if (list) list.push(row);
    else byBucket.set(bucket, [row]);
  }
  const shards: FeedFile[] = [];
  const refs: Manifest['shards'] = [];
  for (const bucket of [...byBucket.keys()].sort((a, b) => a - b)) {
    const list = byBucket.get(bucket) ?? [];
    list.sort((a, b) => (String(a.id) < String(b.id) ? -1 : 1));
    const text = list.map((row) => `${canonicalJson(row)}\n`).join('');
    const sha256 = await sha256Hex(new TextEncoder().encode(text));
    const path = `shards/${sha256}.jsonl`;
    shards.push({ path, text });
    refs.push({ url: path, sha256, count: list.length });
  }
  const ids = new Set(rows.map((row) => String(row.id)));
  const gone = [...(previous?.manifest.removed ?? []), ...(previous?.ids ?? [])].filter((id) => !ids.has(id));
  return {
    shards,
    manifest: {
      schema: FEED_SCHEMA,
      version: (previous?.manifest.version ?? 0) + 1,
      published_at: options.publishedAt,
      ...(options.name ? { name: options.name } : {}),
      ...(options.note ? { note: options.note } : {}),
      buckets,
      shards: refs,
      removed: [...new Set(gone)].slice(-MAX_REMOVED),
    },
  };
}

/** A power of two near count / 200; an earlier choice stays while it gives 50 to 400 entries per shard. */
function chooseBuckets(count: number, before: unknown): number {
  if (typeof before === 'number' && Number.isInteger(before) && before >= 1 && before <= MAX_SHARDS) {
    const each = count / before;
    if (each <= SHARD_ENTRIES * 2 && (each >= SHARD_ENTRIES / 4 || before === 1)) return before;
  }
  let buckets = 1;
  while (count / buckets > SHARD_ENTRIES && buckets < 1024) buckets *= 2;
  return buckets;
}

/** FNV-1a over UTF-16 units: spreads ids evenly and never changes between versions of Deskmate. */
function bucketOf(id: string, buckets: number): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % buckets;
}
