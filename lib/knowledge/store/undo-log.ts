import { canonicalJson } from '@/lib/core/canonical-json';
import { fail, ok, type Result } from '@/lib/core/result';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { DeskmateDatabase } from './database';
import type { KnowledgeStore, OwnChange } from './knowledge-store';
import { createOwnRowReader } from './own-reader';
import type { SettingsStore } from './settings-store';

/** A change of many own entries that can be taken back. */
export interface UndoStep {
  /** Instant of its write; names the step. */
  atMs: number;
  what: 'import' | 'bulk' | 'removal' | 'askings';
  /** File name of an import; empty otherwise. */
  label: string;
  count: number;
}

/** What taking a step back did. `kept`: changed by somebody since, so left as they are. */
export interface Undone {
  restored: number;
  removed: number;
  kept: number;
}

/** Changes of own entries that can be taken back, newest first; they survive a restart. */
export interface UndoLog {
  /** Applies a change and notes how to take it back. Rows that change nothing are left alone. */
  apply(change: OwnChange, step: Pick<UndoStep, 'what' | 'label'>): Promise<Result<UndoStep, 'invalid' | 'disk-full'>>;
  list(): Promise<UndoStep[]>;
  /** Brings back what stood there before the step; `gone` when it is too old or was taken back already. */
  undo(atMs: number): Promise<Result<Undone, 'gone' | 'disk-full'>>;
}

const PREFIX = 'undo.';
const MAX_STEPS = 20;

/**
 * Creates the log. It keeps no rows of its own: what a step wrote still carries the step's instant, what stood there
 * before lies in the history under it.
 */
export function createUndoLog(deps: {
  db: DeskmateDatabase;
  store: Pick<KnowledgeStore, 'changeOwn'>;
  settings: SettingsStore;
}): UndoLog {
  const { db, store, settings } = deps;

  async function list(): Promise<UndoStep[]> {
    const rows = await db.settings.where('key').startsWith(PREFIX).toArray();
    return rows.map(({ value }) => value as UndoStep).sort((a, b) => b.atMs - a.atMs);
  }

  async function withoutEqual(rows: readonly RawRow[]): Promise<RawRow[]> {
    const changed: RawRow[] = [];
    const readRows = await createOwnRowReader(db, rows.length);
    for (let at = 0; at < rows.length; at += 1000) {
      const slice = rows.slice(at, at + 1000);
      const stored = await readRows(slice.map((row) => String(row.id)));
      changed.push(...slice.filter((row, i) => !stored[i] || canonicalJson(stored[i].row) !== canonicalJson(row)));
    }
    return changed;
  }

  return {
    list,
    async apply(change, { what, label }) {
      const put = await withoutEqual(change.put);
      const toStep = (atMs: number): UndoStep => ({ atMs, what, label, count: put.length + change.remove.length });
      const written = await store.changeOwn({
        put,
        remove: change.remove,
        // Of a change that a kill interrupts there is neither the rows nor the way back.
        note: (atMs) => ({ key: PREFIX + atMs, value: toStep(atMs) }),
      });
      if (!written.ok) return written;
      const step = toStep(written.value.atMs);
      for (const old of (await list()).slice(MAX_STEPS)) await settings.remove(PREFIX + old.atMs);
      return ok(step);
    },
    async undo(atMs) {
      const step = (await list()).find((one) => one.atMs === atMs);
      if (!step) return fail('gone');
      const before = new Map<string, { row: RawRow; wasRemoved: boolean }>();
      await db.history
        .orderBy('seq')
        .reverse()
        .until((row) => row.atMs < atMs)
        .each(({ id, row, by, atMs: at }) => {
          if (at === atMs) before.set(id, { row, wasRemoved: by === 'removal' });
        });
      const put: RawRow[] = [];
      const remove: string[] = [];
      // What somebody changed since carries another instant: their work stays.
      for (const id of await db.own.where('updatedAtMs').equals(atMs).primaryKeys()) {
        const earlier = before.get(id);
        if (earlier) put.push(earlier.row);
        else remove.push(id);
      }
      const removed = [...before].filter(([, { wasRemoved }]) => wasRemoved);
      const present = await db.own.bulkGet(removed.map(([id]) => id));
      removed.forEach(([, { row }], i) => {
        if (!present[i]) put.push(row);
      });
      const written = await store.changeOwn({ put, remove });
      if (!written.ok) {
        if (written.reason === 'disk-full') return fail('disk-full');
        throw new Error('an earlier form does not fit the schema');
      }
      await settings.remove(PREFIX + atMs);
      return ok({ restored: put.length, removed: remove.length, kept: step.count - put.length - remove.length });
    },
  };
}
