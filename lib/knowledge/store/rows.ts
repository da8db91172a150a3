import type { RawRow } from '@/lib/knowledge/parse-entry';

/** Rows of the Dexie tables as they lie on disk. A change here is a new migration with a frozen fixture. */

/** `starter` ships with the extension; a shop's feed beats the company's on the same id. */
export type SourceLevel = 'starter' | 'company' | 'shop';

export interface SourceRow {
  id: string;
  /** `bundled` sources are files of the extension: trusted at any version. */
  kind: 'bundled' | 'feed';
  level: SourceLevel;
  name: string;
  /** Address of manifest.json. */
  url: string;
  /** Ed25519 public key (base64) that the manifest must be signed with, from the join code. */
  publicKey?: string;
  addedAtMs: number;
}

export interface ShardRef {
  /** As the manifest says; resolved against the manifest's address. */
  url: string;
  sha256: string;
  count: number;
}

export interface StoredManifest {
  version: number;
  schema: number;
  publishedAt: string;
  shards: ShardRef[];
  removed: string[];
  /** Hash of the canonical JSON of the manifest: tells "same version, other content". */
  contentHash: string;
  etag?: string;
  note?: string;
}

/** State of one source: what is in use and what is being fetched. */
export interface ManifestRow {
  source: string;
  current: StoredManifest | null;
  pending: StoredManifest | null;
  changedAtMs?: number;
}

/** A verified shard: immutable text, named by its hash, shared by versions and sources. */
export interface ShardRow {
  hash: string;
  text: string;
  bytes: number;
}

/** An entry written on this machine (scope me or team), as given. */
export interface OwnRow {
  id: string;
  row: RawRow;
  updatedAtMs: number;
}

export type FactValue = string | number | boolean;

export interface ShopRow {
  /** Shop id as consoles give it, or `default`. */
  shopId: string;
  name: string;
  console?: string;
  facts: Record<string, FactValue>;
  updatedAtMs: number;
}

/** One small item per row: a new setting needs no migration. */
export interface SettingRow {
  key: string;
  value: unknown;
}

export interface FeedbackStoredRow {
  id: string;
  atMs: number;
  kind: 'not-helpful' | 'outdated' | 'missing';
  entryId: string | null;
  /** Redacted by the caller. */
  question: string;
  scene?: string;
}

export interface OpenQuestionRow {
  id: string;
  atMs: number;
  /** Redacted by the caller. */
  question: string;
  scene?: string;
  state: 'open' | 'answered' | 'dropped';
  /** Shop and product that it was asked about; absent in rows of before. */
  shop?: string;
  product?: string;
  /** The draft entry that its answer became. */
  entryId?: string;
}

/** Daily counter of what happened to suggestions; never chat text. */
export interface CounterRow {
  /** JSON of [day, entryId, scene, event]. */
  key: string;
  /** Local calendar day, YYYY-MM-DD. */
  day: string;
  entryId: string;
  scene: string;
  event: string;
  count: number;
}

/** What left the machine: where to, when, how much; for the outbound log. */
export interface OutboundRow {
  id?: number;
  atMs: number;
  origin: string;
  purpose: string;
  bytes: number;
  /** Exactly what was sent, redacted by the caller; absent for plain downloads. */
  text?: string;
}

/** A stored index: bytes by key, valid only for the knowledge with that fingerprint. */
export interface SegmentRow {
  key: string;
  fingerprint: string;
  bytes: Uint8Array;
}

/** An earlier form of an own entry, kept when it was replaced or removed. */
export interface HistoryRow {
  seq?: number;
  id: string;
  /** The row as it was before. */
  row: RawRow;
  /** When it was replaced, and whether by a change or a removal. */
  atMs: number;
  by: 'change' | 'removal';
}

/** A version that was published from this machine. */
export interface PublicationRow {
  version: number;
  atMs: number;
  note: string;
  count: number;
  shards: ShardRef[];
  removed: string[];
  /** Hashes of the images that lie beside it; absent without any, and in rows of before. */
  images?: string[];
  /** Version whose content this one brought back. */
  rollbackOf?: number;
  /** Why it was published against a red finding of the guard. */
  overrideReason?: string;
}

/** Text of a published shard, for rollback; shared by versions. */
export interface PublishedShardRow {
  hash: string;
  text: string;
}

/** What this agent has seen of one wording of a notice. */
export interface NoticeStateRow {
  /** JSON of [source, id]. */
  key: string;
  /** Hash of the wording: another wording is another notice to read. */
  wording: string;
  deliveredAtMs: number;
  ackedAtMs?: number;
  /** The recall was told. */
  recalledAtMs?: number;
}

/** A pinned phrase; `key` is JSON of [source, id]. */
export interface PinRow {
  key: string;
  order: number;
}

/** A phrase used by hand. */
export interface RecentRow {
  key: string;
  atMs: number;
  uses: number;
}
