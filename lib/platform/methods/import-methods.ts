import type { Result } from '@/lib/core/result';
import type { Known } from '@/lib/knowledge/import/compare-drafts';
import type { ColumnTarget } from '@/lib/knowledge/import/fields';
import type { StageReason } from '@/lib/knowledge/import/import-stage';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { Lexicon } from '@/lib/knowledge/schema';
import type { Undone, UndoStep } from '@/lib/knowledge/store/undo-log';

type None = Record<string, never>;

/** What a list of entries is narrowed to. */
export interface EntryFilter {
  query: string;
  kind: string | null;
  scene: string | null;
  source: string | null;
  status?: string | null;
  /** The folder and what is below it; '' = entries without any. */
  folder?: string | null;
  /** Entries to verify by this instant (ms). */
  dueByMs?: number | null;
}

/** Import and export of knowledge files. */
export interface ImportMethods {
  /** The guard words that leads added or allowed: the file is checked where it is read. */
  'import.lexicons.get': { params: None; result: Lexicon[] };
  'import.mapping.get': { params: { key: string }; result: (ColumnTarget | null)[] | null };
  'import.mapping.set': { params: { key: string; columns: (ColumnTarget | null)[] }; result: null };
  /** Starts a file; its rows follow in chunks and are written by `commit` alone, all of them or none. */
  'import.begin': { params: None; result: string };
  'import.add': { params: { id: string; rows: RawRow[] }; result: Result<Known[], StageReason> };
  'import.commit': {
    params: { id: string; label: string };
    result: Result<UndoStep, 'gone' | 'invalid' | 'disk-full'>;
  };
  'import.drop': { params: { id: string }; result: null };
  /** Rows exactly as given or published, in chunks: `next` is the offset of the following one, null at the end. */
  'export.rows.get': {
    params: { filter: EntryFilter; offset: number };
    result: { rows: RawRow[]; total: number; next: number | null };
  };
  /** Imports, bulk edits and removals that can be taken back, newest first. */
  'undo.list': { params: None; result: UndoStep[] };
  'undo.run': { params: { atMs: number }; result: Result<Undone, 'gone' | 'disk-full'> };
}
