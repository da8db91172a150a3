import { fail, ok, type Result } from '@/lib/core/result';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import type { UndoLog, UndoStep } from '@/lib/knowledge/store/undo-log';
import { createKnownEntries, type Known, type KnownEntries } from './compare-drafts';
import { MAX_ROWS } from './limits';
import { yieldNow } from './yield-now';

/** Rows handled between two breaths of the host. */
const SLICE = 250;

export type StageReason = 'gone' | 'invalid' | 'too-many-rows';

/** Where the rows of one file wait until all of them are there: the store sees nothing before `commit`. */
export interface ImportStage {
  /** Starts anew: rows staged before are dropped. The id names this file's rows. */
  begin(): Promise<string>;
  /** Adds rows and says what the store has on each. `gone`: another import began, or the host was restarted. */
  add(id: string, rows: readonly RawRow[]): Promise<Result<Known[], StageReason>>;
  /** Writes all staged rows that change something, in one step that can be taken back. */
  commit(id: string, label: string): Promise<Result<UndoStep, 'gone' | 'invalid' | 'disk-full'>>;
  /** Forgets the staged rows. */
  drop(id: string): void;
}

interface Staged {
  id: string;
  known: KnownEntries;
  rows: RawRow[];
  changed: RawRow[];
}

/** Creates the stage; it holds one file at a time, in memory. */
export function createImportStage(deps: {
  store: Pick<KnowledgeStore, 'ownRows' | 'liveEntries'>;
  undo: Pick<UndoLog, 'apply'>;
  createId(): string;
}): ImportStage {
  let staged: Staged | null = null;
  const of = (id: string): Staged | null => (staged?.id === id ? staged : null);
  return {
    async begin() {
      const id = deps.createId();
      const known = createKnownEntries();
      const own = await deps.store.ownRows();
      for (let at = 0; at < own.length; at += SLICE) {
        known.addOwn(own.slice(at, at + SLICE));
        await yieldNow();
      }
      await deps.store.liveEntries((batch) => known.addLive(batch));
      staged = { id, known, rows: [], changed: [] };
      return id;
    },
    async add(id, rows) {
      const file = of(id);
      if (!file) return fail('gone');
      if (file.rows.length + rows.length > MAX_ROWS) return fail('too-many-rows');
      const known: Known[] = [];
      for (const [index, row] of rows.entries()) {
        if (index % SLICE === SLICE - 1) await yieldNow();
        const one = parseEntry(row);
        if (!one.ok) return fail('invalid');
        known.push(file.known.look(one));
      }
      // Another file may have begun, or this one been dropped, between two breaths.
      if (of(id) !== file) return fail('gone');
      file.rows.push(...rows);
      file.changed.push(...rows.filter((_, i) => known[i]?.state !== 'unchanged'));
      return ok(known);
    },
    async commit(id, label) {
      const file = of(id);
      if (!file) return fail('gone');
      const applied = await deps.undo.apply({ put: file.changed, remove: [] }, { what: 'import', label });
      if (applied.ok) staged = null;
      return applied;
    },
    drop(id) {
      if (staged?.id === id) staged = null;
    },
  };
}
