import { canonicalJson } from '@/lib/core/canonical-json';
import { createFixedClock } from '@/lib/core/clock';
import type { Log } from '@/lib/core/log';
import { createKnowledgeStore, type KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import type { SourceRow } from '@/lib/knowledge/store/rows';
import type { SourcedEntry } from '@/lib/knowledge/store/sourced-entry';
import {
  createSyncEngine,
  type SyncEngine,
  type SyncEngineDeps,
  type SyncStatus,
} from '@/lib/knowledge/sync/sync-engine';
import { createTestDisk, type TestDisk } from './test-database';

export const NOW_MS = Date.parse('2026-11-21T12:00:00Z');
export const silentLog: Log = { debug: () => undefined, warn: () => undefined, error: () => undefined };

/** A store whose live entries are mirrored through batches and changes, as the assistant's index would hold them. */
export interface Mirror {
  /** `source\nid` → canonical JSON of the entry. */
  entries: Map<string, string>;
  upserts: number;
}

export interface Client {
  disk: TestDisk;
  store: KnowledgeStore;
  engine: SyncEngine;
  mirror: Mirror;
  status(id: string): Promise<SyncStatus>;
  /** The host dies: nothing of it goes on; the disk stays. */
  kill(): void;
}

export interface ClientOptions extends Partial<Omit<SyncEngineDeps, 'store'>> {
  disk?: TestDisk;
  groups?: string[];
}

/** Opens a machine: store, mirror and engine over a disk (a new one by default). */
export async function openClient(options: ClientOptions = {}): Promise<Client> {
  const { disk = createTestDisk(), groups, clock = createFixedClock(NOW_MS), ...deps } = options;
  const db = disk.open();
  const store = createKnowledgeStore({ db, clock, groups });
  const mirror: Mirror = { entries: new Map(), upserts: 0 };
  const take = (batch: SourcedEntry[]): void => {
    mirror.upserts += batch.length;
    for (const { source, entry } of batch) mirror.entries.set(`${source}\n${entry.id}`, canonicalJson(entry));
  };
  store.onChange(({ upserts, removes }) => {
    for (const { source, ids } of removes) for (const id of ids) mirror.entries.delete(`${source}\n${id}`);
    take(upserts);
  });
  await store.open(take);
  const engine = createSyncEngine({ store, fetch, clock, log: silentLog, random: () => 0.5, ...deps });
  return {
    disk,
    store,
    engine,
    mirror,
    async status(id) {
      const found = (await engine.status()).find((row) => row.id === id);
      if (!found) throw new Error(`no source ${id}`);
      return found;
    },
    kill() {
      engine.stop();
      db.close();
    },
  };
}

/** Adds a company feed named `feed`. */
export const addFeed = (client: Client, url: string, more: Partial<SourceRow> = {}): Promise<SourceRow> =>
  client.store.addSource({ id: 'feed', kind: 'feed', level: 'company', name: 'feed', url, ...more }, NOW_MS);

/** What the mirror holds of a source, by id. */
export const mirrored = (client: Client, source = 'feed'): Map<string, string> =>
  new Map(
    [...client.mirror.entries]
      .filter(([key]) => key.startsWith(`${source}\n`))
      .map(([key, value]) => [key.slice(source.length + 1), value]),
  );

/** The live entries as the store streams them, in the mirror's shape. */
export async function streamed(client: Client): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  await client.store.liveEntries((batch) => {
    for (const { source, entry } of batch) found.set(`${source}\n${entry.id}`, canonicalJson(entry));
  });
  return found;
}
