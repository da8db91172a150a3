import type { DeskmateDatabase } from './database';

/** Stored indexes: bytes by key, given back only for the knowledge that they were built from. */
export interface SegmentStore {
  /** Null when there is none, or when it was built from other knowledge. */
  get(key: string, fingerprint: string): Promise<Uint8Array | null>;
  put(key: string, fingerprint: string, bytes: Uint8Array): Promise<void>;
}

/** Creates the segment store over the tables. */
export const createSegmentStore = (db: DeskmateDatabase): SegmentStore => ({
  async get(key, fingerprint) {
    const row = await db.segments.get(key);
    return row?.fingerprint === fingerprint ? row.bytes : null;
  },
  async put(key, fingerprint, bytes) {
    await db.segments.put({ key, fingerprint, bytes });
  },
});
