import { systemClock } from '@/lib/core/clock';
import { createLog } from '@/lib/core/log';
import { createDatabase } from '@/lib/knowledge/store/database';
import { createKnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import { parseManifest } from '@/lib/knowledge/sync/manifest';
import { createSyncEngine } from '@/lib/knowledge/sync/sync-engine';

/** What one run in the browser measured; times in ms. */
export interface SyncRun {
  /** Fetch every shard six at a time and parse every row, thrown away. */
  fetchAndParseMs: number;
  /** The same rows written bare with the shipped schema. */
  bareWriteMs: number;
  /** The engine's first load into an empty database. */
  firstSyncMs: number;
  /** Until the first live entries were handed over. */
  firstEntriesMs: number;
  entries: number;
  deltaMs: number;
  deltaShards: number;
  deltaUpserts: number;
  /** Start of the host on what is stored: read, parse, decide. */
  openMs: number;
}

declare global {
  interface Window {
    runSync: (publishDelta: string) => Promise<SyncRun>;
  }
}

const url = new URL('/feed/manifest.json', location.href).href;

async function readAll(): Promise<{ fetchAndParseMs: number; texts: { hash: string; text: string }[] }> {
  const start = performance.now();
  const manifest = parseManifest(await (await fetch(url, { cache: 'no-store' })).text());
  if (!manifest.ok) throw new Error(manifest.reason);
  const queue = [...manifest.value.manifest.shards];
  const texts: { hash: string; text: string }[] = [];
  let rows = 0;
  const work = async (): Promise<void> => {
    for (let shard = queue.shift(); shard; shard = queue.shift()) {
      const text = await (await fetch(new URL(shard.url, url), { cache: 'no-store' })).text();
      for (const line of text.split('\n')) if (line && JSON.parse(line)) rows++;
      texts.push({ hash: shard.sha256, text });
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
  if (rows === 0) throw new Error('no rows');
  return { fetchAndParseMs: performance.now() - start, texts };
}

async function writeBare(texts: { hash: string; text: string }[]): Promise<number> {
  const db = createDatabase({ name: `bare-${Math.random()}` });
  await db.open();
  const start = performance.now();
  await db.shards.bulkPut(texts.map(({ hash, text }) => ({ hash, text, bytes: text.length })));
  const took = performance.now() - start;
  await db.delete();
  return took;
}

window.runSync = async (publishDelta) => {
  const { fetchAndParseMs, texts } = await readAll();
  const bareWriteMs = await writeBare(texts);
  const name = `sync-${Math.random()}`;
  const db = createDatabase({ name });
  await db.open();
  const store = createKnowledgeStore({ db, clock: systemClock });
  await store.open();
  const engine = createSyncEngine({
    store,
    clock: systemClock,
    log: createLog('bench'),
    fetch: (input, init) => fetch(input, init),
  });
  await store.addSource({ id: 'feed', kind: 'feed', level: 'company', name: 'feed', url }, 0);
  let firstEntriesMs = 0;
  let upserts = 0;
  const start = performance.now();
  store.onChange((change) => {
    firstEntriesMs ||= performance.now() - start;
    upserts += change.upserts.length;
  });
  await engine.pullOnce();
  const firstSyncMs = performance.now() - start;
  const entries = store.size();
  const before = new Set(await db.shards.toCollection().primaryKeys());
  upserts = 0;
  await fetch(publishDelta, { method: 'POST' });
  const deltaStart = performance.now();
  await engine.pullOnce();
  const deltaMs = performance.now() - deltaStart;
  const deltaShards = (await db.shards.toCollection().primaryKeys()).filter((hash) => !before.has(hash)).length;
  engine.stop();
  const again = createKnowledgeStore({ db, clock: systemClock });
  const openStart = performance.now();
  await again.open();
  const openMs = performance.now() - openStart;
  if (again.fingerprint() !== store.fingerprint()) throw new Error('opened differs from synced');
  await db.delete();
  return {
    fetchAndParseMs,
    bareWriteMs,
    firstSyncMs,
    firstEntriesMs,
    entries,
    deltaMs,
    deltaShards,
    deltaUpserts: upserts,
    openMs,
  };
};
