import { yieldNow } from '@/lib/knowledge/import/yield-now';
import type { JsonlRow } from '@/lib/knowledge/jsonl';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import { parseShard, type ReadShard, readShards } from './chunk-reader';
import type { DeskmateDatabase } from './database';
import { fromJsonlRow } from './live-item';
import { type Chunk, createLiveSet, type Holder, type LiveDelta, type LiveSet } from './live-set';
import { type OwnEntry, readOwn, toOwnChunk } from './own-reader';
import { LEVEL_PRECEDENCE, OWN_PRECEDENCE, OWN_SOURCE } from './precedence';
import type { ManifestRow, ShardRow, SourceRow } from './rows';
import type { KnowledgeChange, SourcedEntry } from './sourced-entry';

/**
 * The live set bound to the tables: reads shards and own rows, decides, tells listeners what changed.
 * Callers run its methods one at a time.
 */
export interface LiveKnowledge {
  readonly set: LiveSet;
  /** Reads own rows and then each source (give them highest precedence first); batches hold what is live. */
  open(
    rows: readonly { source: SourceRow; manifest: ManifestRow }[],
    onBatch?: (batch: SourcedEntry[]) => void,
  ): Promise<void>;
  /** Streams all live entries once more. */
  stream(sources: readonly SourceRow[], onBatch: (batch: SourcedEntry[]) => void): Promise<void>;
  /** Shows what the manifest says of that source, reading only the shards that are new. */
  refresh(source: SourceRow, manifest: ManifestRow): Promise<void>;
  /** Adds shards at hand to a source whose manifest has been shown by `refresh`. */
  arrive(source: SourceRow, shards: readonly ShardRow[]): Promise<void>;
  changeOwn(removed: readonly string[], added: readonly OwnEntry[]): Promise<void>;
  drop(source: string): Promise<void>;
  reconsider(nowMs: number, groups: readonly string[]): Promise<void>;
  read(holders: readonly Holder[]): Promise<SourcedEntry[]>;
  /** Rows exactly as given or published, in the order asked for; those that are not there are left out. */
  readRows(keys: readonly { source: string; id: string }[]): Promise<RawRow[]>;
  /** Rows of a source in use that this version of Deskmate cannot read. */
  unreadable(source: string): number;
  onChange(listener: (change: KnowledgeChange) => void): () => void;
}

/** Hashes of what may be used of a source: the whole version, or while there is none what has arrived of the first. */
export function visibleHashes(manifest: ManifestRow): string[] {
  return [...new Set((manifest.current ?? manifest.pending)?.shards.map((shard) => shard.sha256) ?? [])];
}

/** Own entries taken in at once: an import of 50,000 must not hold up the thread that answers agents. */
const OWN_SLICE = 250;

const toSourced = ({ entry }: OwnEntry): SourcedEntry => ({ entry, source: OWN_SOURCE, precedence: OWN_PRECEDENCE });

/** Creates it empty; `open` fills it. */
export function createLiveKnowledge(
  db: DeskmateDatabase,
  start: { nowMs: number; groups: readonly string[] },
): LiveKnowledge {
  const set = createLiveSet(start);
  const listeners = new Set<(change: KnowledgeChange) => void>();
  /** Unreadable rows per chunk, and the ids that the manifest takes back, by source. */
  const lost = new Map<string, Map<string, number>>();
  const takenBack = new Map<string, ReadonlySet<string>>();

  const isLive = (source: string, chunk: string, id: string): boolean => {
    const winner = set.winner(id);
    return winner !== null && winner.source === source && winner.chunk === chunk;
  };

  function toChunk(source: string, hash: string, rows: JsonlRow[]): Chunk {
    const gone = takenBack.get(source);
    return {
      chunk: hash,
      items: (gone?.size ? rows.filter((row) => !gone.has(row.entry.id)) : rows).map(fromJsonlRow),
    };
  }

  function noteLost(source: string, hash: string, count: number): void {
    const counts = lost.get(source) ?? new Map<string, number>();
    lost.set(source, counts);
    if (count > 0) counts.set(hash, count);
    else counts.delete(hash);
  }

  async function read(holders: readonly Holder[]): Promise<SourcedEntry[]> {
    const found: SourcedEntry[] = [];
    const byChunk = new Map<string, Holder[]>();
    for (const holder of holders) {
      if (holder.source === OWN_SOURCE) {
        const parsed = parseEntry((await db.own.get(holder.item.id))?.row);
        if (parsed.ok) found.push(toSourced(parsed));
      } else byChunk.set(holder.chunk, [...(byChunk.get(holder.chunk) ?? []), holder]);
    }
    for await (const shards of readShards(db, [...byChunk.keys()])) {
      for (const { hash, rows } of shards) {
        const entries = new Map(rows.map((row) => [row.entry.id, row.entry]));
        for (const { item, source, precedence } of byChunk.get(hash) ?? []) {
          const entry = entries.get(item.id);
          if (entry) found.push({ entry, source, precedence });
        }
      }
    }
    return found;
  }

  async function readRows(keys: readonly { source: string; id: string }[]): Promise<RawRow[]> {
    const own = keys.filter(({ source }) => source === OWN_SOURCE).map(({ id }) => id);
    const rows = new Map<string, RawRow>();
    for (const found of await db.own.bulkGet(own)) if (found) rows.set(`${OWN_SOURCE}\n${found.id}`, found.row);
    const wanted = new Map<string, { source: string; ids: Set<string> }>();
    for (const { source, id } of keys) {
      const chunk = source === OWN_SOURCE ? undefined : set.has(source, id)?.chunk;
      if (!chunk) continue;
      const at = wanted.get(chunk) ?? { source, ids: new Set() };
      at.ids.add(id);
      wanted.set(chunk, at);
    }
    for await (const shards of readShards(db, [...wanted.keys()])) {
      for (const { hash, rows: read } of shards) {
        const at = wanted.get(hash);
        for (const { row, entry } of read) if (at?.ids.has(entry.id)) rows.set(`${at.source}\n${entry.id}`, row);
      }
    }
    return keys.flatMap(({ source, id }) => {
      const row = rows.get(`${source}\n${id}`);
      return row ? [row] : [];
    });
  }

  /** `known`: entries of this step already in hand, so that nothing is read twice. */
  async function emit(delta: LiveDelta, known?: ReadonlyMap<string, SourcedEntry>): Promise<void> {
    if (delta.upserts.length === 0 && delta.removes.length === 0) return;
    const inHand: SourcedEntry[] = [];
    const toRead: Holder[] = [];
    for (const holder of delta.upserts) {
      const entry = known?.get(holder.item.id);
      if (entry?.source === holder.source) inHand.push(entry);
      else toRead.push(holder);
    }
    const removes = new Map<string, string[]>();
    for (const { source, id } of delta.removes) {
      const ids = removes.get(source);
      if (ids) ids.push(id);
      else removes.set(source, [id]);
    }
    const change: KnowledgeChange = {
      upserts: toRead.length > 0 ? [...inHand, ...(await read(toRead))] : inHand,
      removes: [...removes].map(([source, ids]) => ({ source, ids })),
    };
    for (const listener of listeners) listener(change);
  }

  /** Chunks to take out and chunks to read so that the set shows what the manifest says. */
  function plan(source: string, manifest: ManifestRow): { out: string[]; read: string[] } {
    const hashes = visibleHashes(manifest);
    const before = takenBack.get(source) ?? new Set<string>();
    const after = new Set((manifest.current ?? manifest.pending)?.removed);
    takenBack.set(source, after);
    const shown = set.chunks(source);
    const isGivenBack = [...before].some((id) => !after.has(id));
    const stale = new Set(isGivenBack ? shown : []);
    for (const id of after) {
      const chunk = before.has(id) ? undefined : set.has(source, id)?.chunk;
      if (chunk) stale.add(chunk);
    }
    const wanted = new Set(hashes);
    const out = shown.filter((chunk) => !wanted.has(chunk) || stale.has(chunk));
    const left = new Set(shown.filter((chunk) => wanted.has(chunk) && !stale.has(chunk)));
    return { out, read: hashes.filter((hash) => !left.has(hash)) };
  }

  async function show(source: SourceRow, out: readonly string[], shards: readonly ReadShard[]): Promise<void> {
    const precedence = LEVEL_PRECEDENCE[source.level];
    const chunks: Chunk[] = [];
    const known = new Map<string, SourcedEntry>();
    for (const { hash, rows, unreadable } of shards) {
      chunks.push(toChunk(source.id, hash, rows));
      noteLost(source.id, hash, unreadable);
      for (const { entry } of rows) known.set(entry.id, { entry, source: source.id, precedence });
    }
    await emit(set.change(source.id, precedence, out, chunks), known);
  }

  async function openSource(
    source: SourceRow,
    manifest: ManifestRow,
    onBatch?: (batch: SourcedEntry[]) => void,
  ): Promise<void> {
    const precedence = LEVEL_PRECEDENCE[source.level];
    for await (const shards of readShards(db, plan(source.id, manifest).read)) {
      const batch: SourcedEntry[] = [];
      for (const { hash, rows, unreadable } of shards) {
        set.change(source.id, precedence, [], [toChunk(source.id, hash, rows)]);
        noteLost(source.id, hash, unreadable);
        for (const { entry } of rows) {
          if (isLive(source.id, hash, entry.id)) batch.push({ entry, source: source.id, precedence });
        }
      }
      if (batch.length > 0) onBatch?.(batch);
    }
  }

  const liveOwn = (own: readonly OwnEntry[]): SourcedEntry[] =>
    own.filter(({ entry }) => isLive(OWN_SOURCE, entry.id, entry.id)).map(toSourced);

  return {
    set,
    read,
    readRows,
    async open(rows, onBatch) {
      const own = await readOwn(db);
      set.change(OWN_SOURCE, OWN_PRECEDENCE, [], own.map(toOwnChunk));
      const first = liveOwn(own);
      if (first.length > 0) onBatch?.(first);
      for (const { source, manifest } of rows) await openSource(source, manifest, onBatch);
    },
    async stream(sources, onBatch) {
      const first = liveOwn(await readOwn(db));
      if (first.length > 0) onBatch(first);
      for (const { id, level } of sources) {
        const precedence = LEVEL_PRECEDENCE[level];
        for await (const shards of readShards(db, set.chunks(id))) {
          const batch = shards.flatMap(({ hash, rows }) =>
            rows.flatMap(({ entry }) => (isLive(id, hash, entry.id) ? [{ entry, source: id, precedence }] : [])),
          );
          if (batch.length > 0) onBatch(batch);
        }
      }
    },
    async refresh(source, manifest) {
      const steps = plan(source.id, manifest);
      for (const hash of steps.out) lost.get(source.id)?.delete(hash);
      const read: ReadShard[] = [];
      for await (const shards of readShards(db, steps.read)) read.push(...shards);
      await show(source, steps.out, read);
    },
    async arrive(source, shards) {
      // A source that was dropped meanwhile has no manifest shown: nothing of it may come back.
      if (takenBack.has(source.id)) await show(source, [], shards.map(parseShard));
    },
    async changeOwn(removed, added) {
      await emit(set.change(OWN_SOURCE, OWN_PRECEDENCE, removed, []));
      for (let at = 0; at < added.length; at += OWN_SLICE) {
        const slice = added.slice(at, at + OWN_SLICE);
        const known = new Map(slice.map((own) => [own.entry.id, toSourced(own)]));
        await emit(set.change(OWN_SOURCE, OWN_PRECEDENCE, [...known.keys()], slice.map(toOwnChunk)), known);
        if (at + OWN_SLICE < added.length) await yieldNow();
      }
    },
    async drop(source) {
      lost.delete(source);
      takenBack.delete(source);
      await emit(set.drop(source));
    },
    reconsider: (nowMs, groups) => emit(set.reconsider(nowMs, groups)),
    unreadable: (source) => [...(lost.get(source)?.values() ?? [])].reduce((sum, count) => sum + count, 0),
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
