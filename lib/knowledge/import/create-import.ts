import { fail, ok, type Result } from '@/lib/core/result';
import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import type { KnowledgeStore } from '@/lib/knowledge/store/knowledge-store';
import type { SettingsStore } from '@/lib/knowledge/store/settings-store';
import { type ComparedDraft, compareDrafts } from './compare-drafts';
import type { Drafts, RowProblem } from './draft';
import { draftsFromTable } from './drafts-from-table';
import type { ColumnTarget } from './fields';
import { guessMapping, type Mapping, mappingKey } from './guess-mapping';
import type { FileReason } from './limits';
import { type OpenedFile, openFile } from './open-file';
import type { OnProgress, Table } from './table';
import { yieldNow } from './yield-now';

/** A finding of the guard in one draft (`lib/suggest/guard`, passed in). */
export interface DraftFinding {
  line: number;
  type: string;
  severity: 'amber' | 'red';
  span: string;
}

export interface ImportPreview {
  drafts: ComparedDraft[];
  problems: RowProblem[];
  findings: DraftFinding[];
  counts: {
    rows: number;
    new: number;
    update: number;
    unchanged: number;
    twins: number;
    conflicts: number;
    problems: number;
  };
}

/** Guard findings in one text; passed in, since the guard stands above knowledge. */
export type FindProblems = (text: string) => { type: string; severity: 'amber' | 'red'; span: string }[];

export interface ImportDeps {
  store: Pick<KnowledgeStore, 'ownRows' | 'liveEntries' | 'putOwn'>;
  settings: SettingsStore;
  findProblems?: FindProblems;
  /** Scope of entries that name none. */
  scope: 'me' | 'team';
}

/** One file on its way in: open → (map columns) → preview → commit, all of the file or nothing. */
export interface Import {
  format: OpenedFile['format'];
  /** Sheets of a workbook, or the one table; empty for formats without columns. */
  tables: Table[];
  /** The mapping in use for a sheet: remembered, else guessed. */
  getMapping(sheet: number): Promise<Mapping>;
  /** Corrects it and remembers it for files with the same headings. */
  setMapping(sheet: number, mapping: Mapping): Promise<void>;
  /** Replaces one cell (to mend a problem in place); takes effect with the next preview. */
  setCell(sheet: number, line: number, column: number, text: string): void;
  /** Leaves rows out on the person's word; takes effect with the next preview. */
  exclude(lines: readonly number[]): void;
  /** `cancelled` when `onProgress` returned true. */
  preview(sheet?: number, onProgress?: OnProgress): Promise<Result<ImportPreview, 'cancelled'>>;
  /** Writes what the last preview showed, in one step. Refused while any row has a problem. */
  commit(): Promise<Result<{ written: number }, 'no-preview' | 'has-problems' | 'disk-full'>>;
}

/** Rows checked by the guard between two breaths. */
const SLICE = 200;

/** Opens a file for import. Reads nothing into the store before `commit`. */
export async function createImport(
  file: { name: string; bytes: Uint8Array },
  deps: ImportDeps,
  onProgress?: OnProgress,
): Promise<Result<Import, FileReason>> {
  const opened = await openFile(file.name, file.bytes, onProgress);
  if (!opened.ok) return opened;
  const tables = 'tables' in opened.value ? opened.value.tables : [];
  const whole = 'drafts' in opened.value ? opened.value.drafts : null;
  const mappings = new Map<number, Mapping>();
  const excluded = new Set<number>();
  let last: ImportPreview | null = null;

  async function mappingOf(sheet: number): Promise<Mapping> {
    const table = tables[sheet];
    if (!table) return { headerRow: null, columns: [] };
    const known = mappings.get(sheet);
    if (known) return known;
    const guessed = guessMapping(table);
    const remembered = await deps.settings.get(mappingKey(table, guessed.headerRow));
    const mapping = isColumns(remembered) ? { ...guessed, columns: remembered } : guessed;
    mappings.set(sheet, mapping);
    return mapping;
  }

  async function readDrafts(sheet: number, report?: OnProgress): Promise<Drafts | null> {
    if (whole) return whole;
    const table = tables[sheet];
    return table ? draftsFromTable(table, await mappingOf(sheet), report) : { drafts: [], problems: [] };
  }

  async function check(drafts: readonly ComparedDraft[], report?: OnProgress): Promise<DraftFinding[] | null> {
    const findings: DraftFinding[] = [];
    if (!deps.findProblems) return findings;
    for (const [index, { entry, line }] of drafts.entries()) {
      if (index % SLICE === SLICE - 1) {
        if (report?.(index, drafts.length)) return null;
        await yieldNow();
      }
      for (const text of buyerTexts(entry)) {
        for (const { type, severity, span } of deps.findProblems(text)) findings.push({ line, type, severity, span });
      }
    }
    return findings;
  }

  return ok({
    format: opened.value.format,
    tables,
    getMapping: mappingOf,
    async setMapping(sheet, mapping) {
      mappings.set(sheet, mapping);
      last = null;
      const table = tables[sheet];
      if (table) await deps.settings.put(mappingKey(table, mapping.headerRow), mapping.columns);
    },
    setCell(sheet, line, column, text) {
      const table = tables[sheet];
      const row = table?.rows[table.lines.indexOf(line)];
      if (!row) return;
      while (row.length <= column) row.push('');
      row[column] = text;
      last = null;
    },
    exclude(lines) {
      for (const line of lines) excluded.add(line);
      last = null;
    },
    async preview(sheet = 0, report) {
      const read = await readDrafts(sheet, report);
      if (!read) return fail('cancelled');
      const kept = read.drafts
        .filter(({ line }) => !excluded.has(line))
        .map((draft) => (draft.row.scope === undefined && deps.scope === 'me' ? withScope(draft, deps.scope) : draft));
      const live: { entry: ComparedDraft['entry']; source: string }[] = [];
      await deps.store.liveEntries((batch) => live.push(...batch));
      const drafts = compareDrafts(kept, { own: await deps.store.ownRows(), live });
      const findings = await check(drafts, report);
      if (!findings) return fail('cancelled');
      const problems = read.problems.filter(({ line }) => !excluded.has(line));
      const count = (state: ComparedDraft['state']): number => drafts.filter((draft) => draft.state === state).length;
      last = {
        drafts,
        problems,
        findings,
        counts: {
          rows: drafts.length + problems.length,
          new: count('new'),
          update: count('update'),
          unchanged: count('unchanged'),
          twins: drafts.filter((draft) => draft.twinLine !== undefined).length,
          conflicts: drafts.filter((draft) => draft.conflicts.length > 0).length,
          problems: problems.length,
        },
      };
      return ok(last);
    },
    async commit() {
      if (!last) return fail('no-preview');
      if (last.problems.length > 0) return fail('has-problems');
      const rows = last.drafts.filter((draft) => draft.state !== 'unchanged').map((draft) => draft.row);
      const written = await deps.store.putOwn(rows);
      if (written.ok) return ok({ written: written.value });
      return fail(written.reason === 'disk-full' ? 'disk-full' : 'has-problems');
    },
  });
}

const withScope = (draft: Drafts['drafts'][number], scope: 'me' | 'team'): Drafts['drafts'][number] => ({
  ...draft,
  row: { ...draft.row, scope },
  entry: { ...draft.entry, scope },
});

const isColumns = (value: unknown): value is (ColumnTarget | null)[] =>
  Array.isArray(value) && value.every((item) => item === null || typeof item === 'string');
