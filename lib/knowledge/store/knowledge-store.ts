import type { Clock } from '@/lib/core/clock';
import { hashText } from '@/lib/core/ids';
import { createMutex } from '@/lib/core/mutex';
import { fail, ok, type Result } from '@/lib/core/result';
import { yieldNow } from '@/lib/knowledge/import/yield-now';
import { parseJsonl } from '@/lib/knowledge/jsonl';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import type { Entry } from '@/lib/knowledge/schema';
import { type DeskmateDatabase, isDiskFull } from './database';
import type { EntryListQuery, EntryListRow } from './entry-list';
import { countFolders, createEntryLister, type FolderCount } from './entry-lister';
import { createFeedStore, type FeedStore } from './feed-store';
import { createLiveKnowledge, visibleHashes } from './live-knowledge';
import { type OwnEntry, readOwnRows } from './own-reader';
import { writeOwn } from './own-writer';
import { LEVEL_PRECEDENCE } from './precedence';
import type { SettingRow, ShardRow, SourceRow } from './rows';
import { createSourceStore, type SourceStore } from './source-store';
import type { KnowledgeChange, SourcedEntry } from './sourced-entry';

/** A source as the desk lists it. */
export interface SourceInfo extends SourceRow {
  precedence: number;
  /** Version in use; 0 while none is whole. */
  version: number;
  /** Rows readable by this version of Deskmate, and rows that are not (a newer writer's). */
  count: number;
  unreadable: number;
  changedAtMs?: number;
}

export interface KnowledgeStore {
  /**
   * Reads everything once and decides what is live; later calls do nothing. `onBatch` gets the live entries while they
   * are read, highest precedence first, so that the assistant can start before the end. Subscribe with `onChange` first.
   */
  open(onBatch?: (batch: SourcedEntry[]) => void): Promise<void>;
  listSources(): Promise<SourceInfo[]>;
  addSource: SourceStore['add'];
  removeSource(id: string): Promise<void>;
  /** Streams all live entries in batches as they lie on disk; nothing changes meanwhile. */
  liveEntries(onBatch: (batch: SourcedEntry[]) => void): Promise<void>;
  /** Count of live entries. */
  size(): number;
  /** Equal for equal live knowledge: what a stored index was built from. */
  fingerprint(): string;
  onChange(listener: (change: KnowledgeChange) => void): () => void;
  /** One entry as that source has it, live or not. */
  get(source: string, id: string): Promise<Entry | null>;
  /** One page of the desk's list (default 100 rows): own entries first, then by source, in the order they lie there. */
  list(query: EntryListQuery): Promise<{ total: number; rows: EntryListRow[] }>;
  /** Folder paths of what a query lists, whatever its folder, with how many stand right in each. */
  folders(query: EntryListQuery): Promise<FolderCount[]>;
  /** Rows exactly as given or published; those that are not there are left out. */
  rowsOf(keys: readonly { source: string; id: string }[]): Promise<RawRow[]>;
  /** Adds or replaces own rows, all or none. `invalid` names the first wrong one in `detail`. */
  putOwn(rows: readonly RawRow[]): Promise<Result<number, 'invalid' | 'disk-full'>>;
  removeOwn(ids: readonly string[]): Promise<void>;
  /** Writes and removes own rows in one step, all or none; `atMs` is the instant that history and undo know it by. */
  changeOwn(change: OwnChange): Promise<Result<{ atMs: number }, 'invalid' | 'disk-full'>>;
  /** Own rows exactly as given, oldest change first. */
  ownRows(): Promise<RawRow[]>;
  /** Rows of a source exactly as published. */
  sourceRows(source: string): AsyncGenerator<RawRow[]>;
  /** The groups that the agent picked: entries for other groups step aside. */
  setGroups(groups: readonly string[]): Promise<void>;
  /** Lets validity windows open and close; gives the instant of the next one (ms), or null. */
  tick(): Promise<number | null>;
  /** How many live answers hold each slot. */
  countSlots(): Record<string, number>;
  /** The sync engine's side of the tables. */
  feed: FeedStore;
  /** After a change of a manifest through `feed`: takes what is visible of that source into the live set and tells the listeners. */
  refreshSource(source: string): Promise<void>;
  /** While a first version comes in: shards just written, at hand; `refreshSource` has shown its manifest before. */
  addArrived(source: SourceRow, shards: readonly ShardRow[]): Promise<void>;
  /** Drops shards that nothing names any more. */
  sweep(): Promise<void>;
}

/** Own rows to write and ids to remove. */
export interface OwnChange {
  put: readonly RawRow[];
  remove: readonly string[];
  /** Makes a note of the change, written with it in the same step. */
  note?(atMs: number): SettingRow;
}

export interface KnowledgeStoreDeps {
  db: DeskmateDatabase;
  clock: Clock;
  groups?: readonly string[];
}

/** Creates the store. One per machine writes (the host); it keeps ids and hashes in memory, no texts. */
export function createKnowledgeStore({ db, clock, groups: startGroups = [] }: KnowledgeStoreDeps): KnowledgeStore {
  const feed = createFeedStore(db);
  const sources = createSourceStore(db);
  const tasks = createMutex();
  const live = createLiveKnowledge(db, { nowMs: clock.now(), groups: startGroups });
  const listed = createEntryLister(db, live.set, sources.list);
  let groups = startGroups;
  let opened: Promise<void> | null = null;

  async function toInfo(row: SourceRow): Promise<SourceInfo> {
    const manifest = await feed.manifest(row.id);
    const shown = new Set(live.set.chunks(row.id));
    const shards = (manifest.current ?? manifest.pending)?.shards ?? [];
    const total = shards.reduce((sum, shard) => sum + (shown.has(shard.sha256) ? shard.count : 0), 0);
    const unreadable = live.unreadable(row.id);
    return {
      ...row,
      precedence: LEVEL_PRECEDENCE[row.level],
      version: manifest.current?.version ?? 0,
      count: Math.max(0, total - unreadable),
      unreadable,
      changedAtMs: manifest.changedAtMs,
    };
  }

  /** One task after another; what may change the entries makes the lists of them old. */
  const mutex = {
    run: tasks.run,
    change: <T>(task: () => Promise<T>): Promise<T> => tasks.run(() => task().finally(listed.forget)),
  };

  /** Every change has an instant of its own: undo finds what it wrote by it. */
  let lastMs = 0;
  const changeOwn: KnowledgeStore['changeOwn'] = ({ put, remove, note }) =>
    mutex.change(async () => {
      const latest = new Map<string, OwnEntry>();
      for (const [index, row] of put.entries()) {
        if (index % 250 === 249) await yieldNow();
        const parsed = parseEntry(row);
        if (!parsed.ok)
          return fail('invalid', `${String(row.id ?? '')} ${parsed.reason} ${parsed.detail ?? ''}`.trim());
        latest.set(parsed.entry.id, parsed);
      }
      const atMs = Math.max(clock.now(), lastMs + 1);
      lastMs = atMs;
      const rows = [...latest.values()].map(({ entry, row }) => ({ id: entry.id, row, updatedAtMs: atMs }));
      try {
        await writeOwn(db, { put: rows, remove, ...(note ? { note: note(atMs) } : {}) }, atMs);
      } catch (error) {
        if (isDiskFull(error)) return fail('disk-full');
        throw error;
      }
      const added = [...latest.values()];
      listed.changeOwn(remove, added);
      await live.changeOwn(remove, added);
      return ok({ atMs });
    });

  return {
    feed,
    open(onBatch) {
      opened ??= mutex.change(async () => {
        await feed.sweep();
        const rows = await Promise.all(
          (await sources.list()).map(async (source) => ({ source, manifest: await feed.manifest(source.id) })),
        );
        await live.open(rows, onBatch);
      });
      return opened;
    },
    listSources: async () => Promise.all((await sources.list()).map(toInfo)),
    addSource: (source, nowMs) =>
      mutex.change(async () => {
        const row = await sources.add(source, nowMs);
        // Before `open` nothing is shown yet; it will read this source in its place.
        if (opened) await live.refresh(row, await feed.manifest(row.id));
        return row;
      }),
    removeSource: (id) =>
      mutex.change(async () => {
        await sources.remove(id);
        await live.drop(id);
        await feed.sweep();
      }),
    liveEntries: (onBatch) => mutex.run(async () => live.stream(await sources.list(), onBatch)),
    size: () => live.set.size(),
    fingerprint() {
      // A sum does not depend on the order in which entries arrived.
      let sum = 0n;
      for (const { source, item } of live.set.winners()) {
        sum += BigInt(Number.parseInt(hashText(`${source}\n${item.id}\n${item.hash}`), 36));
      }
      return `${live.set.size()}-${sum.toString(36)}`;
    },
    onChange: live.onChange,
    async get(source, id) {
      const holder = live.set.has(source, id);
      const [found] = holder ? await live.read([holder]) : [];
      return found?.entry ?? null;
    },
    list: (query) =>
      mutex.run(async () => {
        const rows = await listed.of(query);
        const { offset = 0, limit = 100 } = query;
        return { total: rows.length, rows: rows.slice(offset, offset + limit) };
      }),
    folders: (query) => mutex.run(async () => countFolders(await listed.of({ ...query, folder: null }))),
    rowsOf: (keys) => mutex.run(() => live.readRows(keys)),
    changeOwn,
    putOwn: async (rows) => {
      const written = await changeOwn({ put: rows, remove: [] });
      return written.ok ? ok(new Set(rows.map((row) => row.id)).size) : written;
    },
    removeOwn: async (ids) => {
      const removed = await changeOwn({ put: [], remove: ids });
      if (!removed.ok) throw new Error(removed.reason);
    },
    ownRows: async () => (await readOwnRows(db)).map(({ row }) => row),
    async *sourceRows(source) {
      for (const hash of visibleHashes(await feed.manifest(source))) {
        const shard = await db.shards.get(hash);
        if (shard) yield parseJsonl(shard.text).rows.map(({ row }) => row);
      }
    },
    setGroups: (next) =>
      mutex.change(async () => {
        groups = next;
        await live.reconsider(clock.now(), groups);
      }),
    tick: () =>
      mutex.change(async () => {
        await live.reconsider(clock.now(), groups);
        return live.set.nextBoundaryMs();
      }),
    countSlots() {
      const counts: Record<string, number> = {};
      for (const { item } of live.set.winners()) {
        if (item.kind !== 'answer' || !item.slots) continue;
        for (const slot of item.slots) counts[slot] = (counts[slot] ?? 0) + 1;
      }
      return counts;
    },
    refreshSource: (source) =>
      mutex.change(async () => {
        const row = await sources.get(source);
        if (row) await live.refresh(row, await feed.manifest(source));
      }),
    addArrived: (source, shards) => mutex.change(() => live.arrive(source, shards)),
    sweep: () =>
      mutex.run(async () => {
        await feed.sweep();
      }),
  };
}
