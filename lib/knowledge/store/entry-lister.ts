import { yieldNow } from '@/lib/knowledge/import/yield-now';
import type { Entry } from '@/lib/knowledge/schema';
import { readShards } from './chunk-reader';
import type { DeskmateDatabase } from './database';
import { type EntryListQuery, type EntryListRow, isListed, toListRow, toTextFilter } from './entry-list';
import type { LiveSet } from './live-set';
import { createOwnList, type OwnList } from './own-list';
import { OWN_SOURCE } from './precedence';
import type { SourceRow } from './rows';

/** A folder path with how many entries stand right in it. */
export interface FolderCount {
  path: string;
  count: number;
}

/** Lists all entries of a query; asked again for its next page it reads nothing. */
export interface EntryLister {
  of(query: EntryListQuery): Promise<readonly EntryListRow[]>;
  /** The entries may have changed. */
  forget(): void;
  /** Own entries were saved and removed. */
  changeOwn: OwnList['change'];
}

/** Lists kept: the one shown, the one before, and the folders' own. */
const MAX_KEPT = 3;
/** Entries searched between two breaths. */
const SLICE = 1000;

/** Creates the lister: own entries first, then by source in the order they lie there. */
export function createEntryLister(
  db: DeskmateDatabase,
  set: LiveSet,
  listSources: () => Promise<SourceRow[]>,
): EntryLister {
  const own = createOwnList(db);
  const kept = new Map<string, readonly EntryListRow[]>();

  async function read(query: EntryListQuery): Promise<EntryListRow[]> {
    const mayHold = toTextFilter(query.text);
    const rows: EntryListRow[] = [];
    const take = (entry: Entry, source: string, chunk: string): void => {
      const isHidden = !query.source && set.holders(entry.id)[0]?.source !== source;
      if (isHidden || set.has(source, entry.id)?.chunk !== chunk || !isListed(entry, query)) return;
      rows.push(toListRow(entry, source));
    };
    if (!query.source || query.source === OWN_SOURCE) {
      for (const [index, entry] of (await own.entries()).entries()) {
        // Words are looked for in all of an entry's texts: many of them take a while.
        if (query.text && index % SLICE === SLICE - 1) await yieldNow();
        take(entry, OWN_SOURCE, entry.id);
      }
    }
    for (const { id } of await listSources()) {
      if (query.source && query.source !== id) continue;
      for await (const shards of readShards(db, set.chunks(id), mayHold)) {
        for (const shard of shards) for (const { entry } of shard.rows) take(entry, id, shard.hash);
      }
    }
    return rows;
  }

  return {
    async of({ offset: _offset, limit: _limit, ...query }) {
      const key = JSON.stringify(query);
      const known = kept.get(key);
      const rows = known ?? (await read(query));
      kept.delete(key);
      kept.set(key, rows);
      for (const old of [...kept.keys()].slice(0, -MAX_KEPT)) kept.delete(old);
      return rows;
    },
    forget: () => kept.clear(),
    changeOwn: own.change,
  };
}

/** How many entries stand in each folder, by path. */
export function countFolders(rows: readonly EntryListRow[]): FolderCount[] {
  const counts = new Map<string, number>();
  for (const { folder = '' } of rows) counts.set(folder, (counts.get(folder) ?? 0) + 1);
  return [...counts].map(([path, count]) => ({ path, count }));
}
