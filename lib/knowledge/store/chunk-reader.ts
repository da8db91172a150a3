import { type JsonlRow, parseJsonl } from '@/lib/knowledge/jsonl';
import type { DeskmateDatabase } from './database';

/** Shards read in one go: bounds memory at about 16 × 4 MB in the worst case. */
const BATCH = 16;

export interface ReadShard {
  hash: string;
  rows: JsonlRow[];
  /** Rows that this version cannot read (a newer writer's, or mistakes). */
  unreadable: number;
}

/** Reads and parses shards in batches of 16, in the order asked for; hashes that are not stored are left out. */
export async function* readShards(db: DeskmateDatabase, hashes: readonly string[]): AsyncGenerator<ReadShard[]> {
  for (let at = 0; at < hashes.length; at += BATCH) {
    const stored = await db.shards.bulkGet(hashes.slice(at, at + BATCH));
    const batch: ReadShard[] = [];
    for (const shard of stored) {
      if (!shard) continue;
      const { rows, problems } = parseJsonl(shard.text);
      batch.push({ hash: shard.hash, rows, unreadable: problems.length });
    }
    yield batch;
  }
}
