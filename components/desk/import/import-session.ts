import type { Result } from '@/lib/core/result';
import type { ComparedDraft, Conflict, DraftState } from '@/lib/knowledge/import/compare-drafts';
import {
  createImport,
  type DraftFinding,
  type FindProblems,
  type Import,
  type ImportPreview,
  type ImportTarget,
  type PreviewOptions,
} from '@/lib/knowledge/import/create-import';
import type { Encoding } from '@/lib/knowledge/import/decode-text';
import type { RowProblem } from '@/lib/knowledge/import/draft';
import type { Mapping } from '@/lib/knowledge/import/guess-mapping';
import type { FileReason } from '@/lib/knowledge/import/limits';
import type { OpenedFile } from '@/lib/knowledge/import/open-file';
import type { OnProgress, Table } from '@/lib/knowledge/import/table';
import type { EntryKind } from '@/lib/knowledge/schema';
import type { SettingsStore } from '@/lib/knowledge/store/settings-store';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';

/** One sheet as the page shows it for mapping. */
export interface SheetInfo {
  name: string;
  rows: number;
  mapping: Mapping;
  /** First cells of each column, heading first where there is one. */
  columns: string[][];
}

export interface OpenedInfo {
  format: OpenedFile['format'];
  encoding?: Encoding;
  sheets: SheetInfo[];
}

export type ImportCounts = ImportPreview['counts'];
export type RowFilter = 'all' | 'problems' | 'red' | 'conflicts' | 'twins' | 'new' | 'update' | 'unchanged';

/** One row of the preview. */
export interface PreviewRow {
  line: number;
  state: DraftState | 'problem';
  kind?: EntryKind;
  title: string;
  text: string;
  folder?: string;
  twinLine?: number;
  conflicts: Conflict[];
  findings: DraftFinding[];
  problem?: RowProblem;
  /** The cell to mend, where one cell is at fault. */
  cell?: { column: number; text: string };
}

export type PreviewFailure = 'cancelled' | 'gone' | 'invalid' | 'too-many-rows';
export type CommitFailure = 'no-preview' | 'has-problems' | 'gone' | 'disk-full';

/** One file on its way in, beside the page: it never waits for 50,000 rows. */
export interface ImportSession {
  open(file: { name: string; bytes: Uint8Array }): Promise<Result<OpenedInfo, FileReason>>;
  setMapping(sheet: number, mapping: Mapping): Promise<SheetInfo>;
  preview(options: PreviewOptions): Promise<Result<ImportCounts, PreviewFailure>>;
  /** One page of the last preview. */
  rows(filter: RowFilter, offset: number, limit: number): Promise<PreviewRow[]>;
  setCell(sheet: number, line: number, column: number, text: string): Promise<void>;
  /** Leaves out every row that has a problem in the last preview. */
  excludeProblems(): Promise<void>;
  commit(): Promise<Result<UndoStep, CommitFailure>>;
  cancel(): Promise<void>;
}

export interface SessionDeps {
  target: ImportTarget;
  settings: Pick<SettingsStore, 'get' | 'put'>;
  /** The guard with the lead's own words; read anew for each file. */
  guard(): Promise<FindProblems>;
  /** Share done of the work under way, in thousandths. */
  onProgress(done: number): void;
}

/** Least progress that is told, in thousandths. */
const STEP = 10;
/** Cells shown of each column. */
const SAMPLES = 4;
/** Characters shown of a reply. */
const TEXT_CHARS = 160;

/** Makes a session; runs in a worker in the product, in the same thread in tests. */
export function createImportSession(deps: SessionDeps): ImportSession {
  let file: Import | null = null;
  let sheetInUse = 0;
  let isCancelled = false;
  let last: { preview: ImportPreview; byFilter: Map<RowFilter, (ComparedDraft | RowProblem)[]> } | null = null;
  let told = 0;
  const report: OnProgress = (done, total) => {
    const now = total > 0 ? Math.round((1000 * done) / total) : told;
    // The page draws itself anew with each step.
    if (Math.abs(now - told) >= STEP) {
      told = now;
      deps.onProgress(now);
    }
    return isCancelled;
  };
  const current = (): Import => {
    if (!file) throw new Error('no file is open');
    return file;
  };
  const toInfo = async (sheet: number): Promise<SheetInfo> => {
    const table = current().tables[sheet];
    if (!table) throw new Error(`no sheet ${sheet}`);
    return toSheetInfo(table, await current().getMapping(sheet));
  };

  return {
    async open(given) {
      isCancelled = false;
      last = null;
      const opened = await createImport(
        given,
        { target: deps.target, settings: deps.settings, findProblems: await deps.guard() },
        report,
      );
      if (!opened.ok) return opened;
      file = opened.value;
      const { format, encoding, tables } = file;
      const sheets = await Promise.all(tables.map((_, index) => toInfo(index)));
      return { ok: true, value: { format, ...(encoding ? { encoding } : {}), sheets } };
    },
    async setMapping(sheet, mapping) {
      await current().setMapping(sheet, mapping);
      return toInfo(sheet);
    },
    async preview(options) {
      isCancelled = false;
      last = null;
      sheetInUse = options.sheet ?? 0;
      const preview = await current().preview(options, report);
      if (!preview.ok) return preview;
      last = { preview: preview.value, byFilter: arrange(preview.value) };
      return { ok: true, value: preview.value.counts };
    },
    async rows(filter, offset, limit) {
      const { preview, byFilter } = last ?? {};
      if (!preview) return [];
      const table = current().tables[sheetInUse];
      const mapping = table ? await current().getMapping(sheetInUse) : null;
      return (byFilter?.get(filter) ?? [])
        .slice(offset, offset + limit)
        .map((item) => ('code' in item ? toProblemRow(item, table, mapping) : toRow(item, preview.findings)));
    },
    async setCell(sheet, line, column, text) {
      current().setCell(sheet, line, column, text);
    },
    async excludeProblems() {
      current().exclude((last?.preview.problems ?? []).map(({ line }) => line));
    },
    commit: () => current().commit(),
    async cancel() {
      isCancelled = true;
    },
  };
}

function toSheetInfo(table: Table, mapping: Mapping): SheetInfo {
  const width = Math.max(mapping.columns.length, ...table.rows.slice(0, 50).map((row) => row.length));
  const from = mapping.headerRow ?? 0;
  return {
    name: table.sheet ?? '',
    rows: table.rows.length - (mapping.headerRow === null ? 0 : mapping.headerRow + 1),
    mapping: { ...mapping, columns: Array.from({ length: width }, (_, i) => mapping.columns[i] ?? null) },
    columns: Array.from({ length: width }, (_, column) =>
      table.rows.slice(from, from + SAMPLES).map((row) => (row[column] ?? '').slice(0, TEXT_CHARS)),
    ),
  };
}

function arrange({ drafts, problems, findings }: ImportPreview): Map<RowFilter, (ComparedDraft | RowProblem)[]> {
  const red = new Set(findings.filter(({ severity }) => severity === 'red').map(({ line }) => line));
  const all = [...drafts, ...problems].sort((a, b) => a.line - b.line);
  const pick = (test: (draft: ComparedDraft) => boolean) => drafts.filter(test);
  return new Map<RowFilter, (ComparedDraft | RowProblem)[]>([
    ['all', all],
    ['problems', problems],
    ['red', pick(({ line }) => red.has(line))],
    ['conflicts', pick(({ conflicts }) => conflicts.length > 0)],
    ['twins', pick(({ twinLine }) => twinLine !== undefined)],
    ['new', pick(({ state }) => state === 'new')],
    ['update', pick(({ state }) => state === 'update')],
    ['unchanged', pick(({ state }) => state === 'unchanged')],
  ]);
}

function toRow(draft: ComparedDraft, findings: readonly DraftFinding[]): PreviewRow {
  const { line, entry, state, twinLine, conflicts } = draft;
  const text = entry.kind === 'answer' ? entry.answer : entry.kind === 'card' ? entry.body : '';
  return {
    line,
    state,
    kind: entry.kind,
    title: entry.title,
    text: text.slice(0, TEXT_CHARS),
    ...(entry.folder ? { folder: entry.folder } : {}),
    ...(twinLine === undefined ? {} : { twinLine }),
    conflicts,
    findings: findings.filter((finding) => finding.line === line),
  };
}

function toProblemRow(problem: RowProblem, table: Table | undefined, mapping: Mapping | null): PreviewRow {
  const cells = table?.rows[table.lines.indexOf(problem.line)] ?? [];
  // A row without a text lacks it in the column of the replies.
  const reply = problem.code === 'no-text' ? mapping?.columns.indexOf('answer') : undefined;
  const column = problem.column ?? (reply === -1 ? undefined : reply);
  return {
    line: problem.line,
    state: 'problem',
    title: cells
      .filter((cell) => cell.trim())
      .join(' · ')
      .slice(0, TEXT_CHARS),
    text: '',
    conflicts: [],
    findings: [],
    problem,
    ...(table && column !== undefined ? { cell: { column, text: cells[column] ?? '' } } : {}),
  };
}
