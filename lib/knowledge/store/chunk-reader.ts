import { type JsonlRow, parseJsonl } from '@/lib/knowledge/jsonl';
import type { DeskmateDatabase } from './database';
import type { ShardRow } from './rows';

/** Shards read in one go: bounds memory at about 16 × 4 MB in the worst case. */
const BATCH = 16;

export interface ReadShard {
  hash: string;
  rows: JsonlRow[];
  /** Rows that this version cannot read (a newer writer's, or mistakes). */
  unreadable: number;
}

/** Parses one stored shard. */
export function parseShard({ hash, text }: ShardRow): ReadShard {
  const { rows, problems } = parseJsonl(text);
  return { hash, rows, unreadable: problems.length };
}

/**
 * Reads and parses shards in batches of 16, in the order asked for; hashes that are not stored are left out, and those
 * whose text the caller does not want.
 */
export async function* readShards(
  db: DeskmateDatabase,
  hashes: readonly string[],
  isWanted: (text: string) => boolean = () => true,
): AsyncGenerator<ReadShard[]> {
  for (let at = 0; at < hashes.length; at += BATCH) {
    const stored = await db.shards.bulkGet(hashes.slice(at, at + BATCH));
    yield stored.flatMap((shard) => (shard && isWanted(shard.text) ? [parseShard(shard)] : []));
  }
}
