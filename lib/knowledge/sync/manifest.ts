import { z } from 'zod';
import { canonicalJson } from '@/lib/core/canonical-json';
import { fail, ok, type Result } from '@/lib/core/result';
import { isSafeJson } from '@/lib/core/safe-json';

/** Largest manifest.json (bytes): 2,000 shards need about 240 kB. */
export const MAX_MANIFEST_BYTES = 1_000_000;
/** Largest shard (bytes); ours hold about 200 entries, 100 to 200 kB. */
export const MAX_SHARD_BYTES = 4_000_000;
/** Most shards in one feed: 400,000 entries at 200 each. */
export const MAX_SHARDS = 2000;
/** The feed layout that this version writes and fully understands. */
export const FEED_SCHEMA = 1;

const shardSchema = z.looseObject({
  url: z.string().min(1).max(2000),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  count: z.number().int().min(0),
});

const manifestSchema = z.looseObject({
  schema: z.number().int().min(1),
  version: z.number().int().min(1).max(Number.MAX_SAFE_INTEGER),
  published_at: z.string().max(100).default(''),
  shards: z.array(shardSchema).max(MAX_SHARDS),
  removed: z.array(z.string().max(200)).default([]),
  /** Base64 of the Ed25519 signature over the canonical JSON of everything else. */
  signature: z.string().max(200).optional(),
  /** The lead's words for this version. */
  note: z.string().max(2000).optional(),
  name: z.string().max(200).optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/** A manifest as fetched: the parsed fields and the raw value that hash and signature stand on. */
export interface ReadManifest {
  manifest: Manifest;
  raw: Record<string, unknown>;
}

/** Reads manifest.json. `too-large` when it lists more than 2,000 shards. */
export function parseManifest(text: string): Result<ReadManifest, 'not-a-feed' | 'too-large'> {
  let raw: unknown;
  try {
    raw = JSON.parse(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
  } catch {
    return fail('not-a-feed', 'no JSON');
  }
  if (typeof raw !== 'object' || raw === null || !isSafeJson(raw)) return fail('not-a-feed');
  const record = raw as Record<string, unknown>;
  if (Array.isArray(record.shards) && record.shards.length > MAX_SHARDS)
    return fail('too-large', `${record.shards.length} shards`);
  const parsed = manifestSchema.safeParse(raw);
  if (!parsed.success) return fail('not-a-feed', parsed.error.issues[0]?.path.join('.'));
  return ok({ manifest: parsed.data, raw: record });
}

/** What a signature covers: the canonical JSON of the manifest without `signature`. */
export function signedText(raw: Record<string, unknown>): string {
  const { signature: _, ...rest } = raw;
  return canonicalJson(rest);
}
