/**
 * Why a pull did not bring what was asked for. Views word them as `sync.error.<code>` (`http-…` as `sync.error.http`
 * with the status). `schema-newer` is a remark: what could be read is in use.
 */
export const SYNC_REASONS = [
  'unreachable', // no answer: offline, refused, name unknown, timed out
  'permission', // the browser has no permission for that origin
  'not-a-feed', // an answer, but no manifest of ours
  'too-large', // manifest > 1 MB, shard > 4 MB, or more than 2,000 shards
  'hash-mismatch', // a shard is not what the manifest names
  'truncated', // the connection ended in the middle
  'version-lower', // older than what is in use: a replay or a broken mirror
  'version-reused', // same number, other content
  'schema-newer', // written for a newer Deskmate: some rows cannot be read
  'disk-full',
  'signature-missing',
  'signature-wrong',
  'aborted',
] as const;
export type SyncReason = (typeof SYNC_REASONS)[number] | `http-${number}`;
