import { fail, ok, type Result } from '@/lib/core/result';
import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { SettingsStore } from '@/lib/knowledge/store/settings-store';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import { type ComparedDraft, compareDrafts, type Known } from './compare-drafts';
import type { Encoding } from './decode-text';
import type { Draft, Drafts, RowProblem } from './draft';
import { draftsFromTable } from './drafts-from-table';
import type { ColumnTarget } from './fields';
import { guessMapping, type Mapping, mappingKey } from './guess-mapping';
import type { StageReason } from './import-stage';
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
    /** Rows with a red finding. */
    red: number;
  };
}

/** Guard findings in one text; passed in, since the guard stands above knowledge. */
export type FindProblems = (text: string) => { type: string; severity: 'amber' | 'red'; span: string }[];

/** Where checked rows go: the host's stage, called directly or over the view port. */
export interface ImportTarget {
  begin(): Promise<string>;
  add(id: string, rows: readonly RawRow[]): Promise<Result<Known[], StageReason>>;
  commit(id: string, label: string): Promise<Result<UndoStep, 'gone' | 'invalid' | 'disk-full'>>;
  /** Keeps a picture under its hash; without an entry that names it, it is never seen. */
  putImage(base64: string): Promise<Result<{ sha256: string }, 'too-large' | 'not-an-image' | 'disk-full'>>;
}

export interface ImportDeps {
  target: ImportTarget;
  settings: Pick<SettingsStore, 'get' | 'put'>;
  findProblems?: FindProblems;
}

export interface PreviewOptions {
  sheet?: number;
  /** Scope of entries that name none; absent = as the file says. */
  scope?: 'me' | 'team';
  /** Status of entries that name none. */
  status?: 'draft' | 'review' | 'published';
  /** Published rows with a red finding come in as drafts. */
  holdRed?: boolean;
}

/** One file on its way in: open → (map columns) → preview → commit, all of the file or nothing. */
export interface Import {
  format: OpenedFile['format'];
  encoding?: Encoding;
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
  /** Checks every row and stages them; `cancelled` when `onProgress` returned true, `gone` when the host was restarted. */
  preview(options?: PreviewOptions, onProgress?: OnProgress): Promise<Result<ImportPreview, 'cancelled' | StageReason>>;
  /** Writes what the last preview showed, in one step. Refused while any row has a problem. */
  commit(): Promise<Result<UndoStep, 'no-preview' | 'has-problems' | 'gone' | 'disk-full'>>;
}

/** Rows checked by the guard between two breaths. */
const SLICE = 200;
/** Characters of JSON in one message to the stage: some 300 rows, which the host checks before it answers anybody else. */
const CHUNK_CHARS = 100_000;

/** Opens a file for import. Nothing of it is in the store before `commit`. */
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
  /** Findings by text: a second look at the file, after a cell was mended, checks what is new. */
  const checked = new Map<string, ReturnType<FindProblems>>();
  let last: { preview: ImportPreview; staged: string } | null = null;

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

  async function check(drafts: readonly Draft[], report?: OnProgress): Promise<DraftFinding[] | null> {
    const findings: DraftFinding[] = [];
    if (!deps.findProblems) return findings;
    for (const [index, { entry, line }] of drafts.entries()) {
      if (index % SLICE === SLICE - 1) {
        if (report?.(index, drafts.length)) return null;
        await yieldNow();
      }
      for (const text of buyerTexts(entry)) {
        const found = checked.get(text) ?? deps.findProblems(text);
        checked.set(text, found);
        for (const { type, severity, span } of found) findings.push({ line, type, severity, span });
      }
    }
    return findings;
  }

  async function stage(
    id: string,
    drafts: readonly Draft[],
    report?: OnProgress,
  ): Promise<Result<Known[], 'cancelled' | StageReason>> {
    const known: Known[] = [];
    let chunk: RawRow[] = [];
    let chars = 0;
    for (const [index, { row }] of drafts.entries()) {
      chunk.push(row);
      chars += JSON.stringify(row).length;
      if (chars < CHUNK_CHARS && index < drafts.length - 1) continue;
      const added = await deps.target.add(id, chunk);
      if (!added.ok) return added;
      known.push(...added.value);
      chunk = [];
      chars = 0;
      if (report?.(index + 1, drafts.length)) return fail('cancelled');
    }
    return ok(known);
  }

  return ok({
    format: opened.value.format,
    ...('encoding' in opened.value ? { encoding: opened.value.encoding } : {}),
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
    async preview(options = {}, report) {
      last = null;
      const read = await readDrafts(options.sheet ?? 0, share(report, 0, 0.2));
      if (!read) return fail('cancelled');
      const kept = read.drafts
        .filter(({ line }) => !excluded.has(line))
        .map((draft) => withDefaults(draft, { scope: options.scope, status: options.status }));
      const findings = await check(kept, share(report, 0.2, 0.8));
      if (!findings) return fail('cancelled');
      const red = new Set(findings.filter(({ severity }) => severity === 'red').map(({ line }) => line));
      const ready = options.holdRed ? kept.map((draft) => (red.has(draft.line) ? asHeld(draft) : draft)) : kept;
      const staged = await deps.target.begin();
      const known = await stage(staged, ready, share(report, 0.8, 1));
      if (!known.ok) return known;
      const preview = toPreview(
        compareDrafts(ready, known.value),
        read.problems.filter(({ line }) => !excluded.has(line)),
        findings,
      );
      last = { preview, staged };
      return ok(preview);
    },
    async commit() {
      if (!last) return fail('no-preview');
      if (last.preview.problems.length > 0) return fail('has-problems');
      for (const image of last.preview.drafts.flatMap(({ images }) => images ?? [])) {
        const kept = await deps.target.putImage(image.base64);
        if (!kept.ok) return fail(kept.reason === 'disk-full' ? 'disk-full' : 'has-problems');
      }
      const written = await deps.target.commit(last.staged, file.name);
      if (!written.ok) return written.reason === 'invalid' ? fail('has-problems') : fail(written.reason);
      last = null;
      return written;
    },
  });
}

function toPreview(drafts: ComparedDraft[], problems: RowProblem[], findings: DraftFinding[]): ImportPreview {
  const count = (test: (draft: ComparedDraft) => boolean): number => drafts.filter(test).length;
  return {
    drafts,
    problems,
    findings,
    counts: {
      rows: drafts.length + problems.length,
      new: count((draft) => draft.state === 'new'),
      update: count((draft) => draft.state === 'update'),
      unchanged: count((draft) => draft.state === 'unchanged'),
      twins: count((draft) => draft.twinLine !== undefined),
      conflicts: count((draft) => draft.conflicts.length > 0),
      problems: problems.length,
      red: new Set(findings.filter(({ severity }) => severity === 'red').map(({ line }) => line)).size,
    },
  };
}

/** Progress of one part of the work as a share of the whole, in thousandths. */
const share =
  (report: OnProgress | undefined, from: number, to: number): OnProgress =>
  (done, total) =>
    report?.(Math.round(1000 * (from + ((to - from) * done) / Math.max(total, 1))), 1000);

function withDefaults(draft: Draft, defaults: Pick<PreviewOptions, 'scope' | 'status'>): Draft {
  const { scope, status } = defaults;
  const given: Partial<PreviewOptions> = {
    // Absent means team and published: only what differs is written, so that what went out comes back equal.
    ...(scope === 'me' && draft.row.scope === undefined ? { scope } : {}),
    ...(status && status !== 'published' && draft.row.status === undefined ? { status } : {}),
  };
  return Object.keys(given).length > 0 ? withMore(draft, given) : draft;
}

const asHeld = (draft: Draft): Draft =>
  (draft.entry.status ?? 'published') === 'published' ? withMore(draft, { status: 'draft' }) : draft;

const withMore = (draft: Draft, more: Partial<Pick<Draft['entry'], 'scope' | 'status'>>): Draft => ({
  ...draft,
  row: { ...draft.row, ...more },
  entry: { ...draft.entry, ...more },
});

const isColumns = (value: unknown): value is (ColumnTarget | null)[] =>
  Array.isArray(value) && value.every((item) => item === null || typeof item === 'string');
