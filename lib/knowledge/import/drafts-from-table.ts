import type { RawRow } from '@/lib/knowledge/parse-entry';
import { fromCell } from './cell-codec';
import type { Drafts } from './draft';
import type { ColumnTarget } from './fields';
import { finishRow } from './finish-row';
import type { Mapping } from './guess-mapping';
import type { OnProgress, Table } from './table';
import { yieldNow } from './yield-now';

const LEVELS = ['folder1', 'folder2', 'folder3'] as const;
/** Rows between two breaths: keeps the page answering. */
const SLICE = 500;

const isLevel = (target: ColumnTarget | null): target is (typeof LEVELS)[number] =>
  (LEVELS as readonly (ColumnTarget | null)[]).includes(target);

/**
 * Makes drafts of a table's rows by the mapping. Folder columns are filled downwards, as merged cells leave them; a
 * first wrong cell makes a problem of the row and the row is left out. Null when cancelled.
 */
export async function draftsFromTable(table: Table, mapping: Mapping, onProgress?: OnProgress): Promise<Drafts | null> {
  const found: Drafts = { drafts: [], problems: [] };
  const seen = new Map<string, number>();
  const path: string[] = [];
  const start = mapping.headerRow === null ? 0 : mapping.headerRow + 1;
  for (let index = start; index < table.rows.length; index++) {
    if ((index - start) % SLICE === SLICE - 1) {
      if (onProgress?.(index, table.rows.length)) return null;
      await yieldNow();
    }
    const cells = table.rows[index] ?? [];
    const line = table.lines[index] ?? index + 1;
    const row = readCells(cells, line, mapping, found);
    fillPath(path, cells, mapping);
    if (!row) continue;
    if (row.folder === undefined && path.some(Boolean)) row.folder = path.filter(Boolean).join('/');
    // A row that names a folder and nothing else opens that folder.
    const isHeadingOnly = Object.keys(row).every((key) => key === 'folder') && path.some(Boolean);
    if (!isHeadingOnly) finishRow(row, line, found, seen);
  }
  return found;
}

function readCells(cells: readonly string[], line: number, mapping: Mapping, found: Drafts): RawRow | null {
  const row: RawRow = {};
  for (const [column, target] of mapping.columns.entries()) {
    if (target === null || isLevel(target)) continue;
    const value = fromCell(target, cells[column] ?? '');
    if (!value.ok) {
      found.problems.push({ line, column, code: value.reason });
      return null;
    }
    if (value.value === undefined) continue;
    const key = target.startsWith('json:') ? target.slice(5) : target;
    if (key === '__proto__') continue;
    row[key] = value.value;
  }
  return row;
}

/** Keeps the open folders: a level that is named closes the deeper ones, an empty one stays as it was. */
function fillPath(path: string[], cells: readonly string[], mapping: Mapping): void {
  for (const [depth, level] of LEVELS.entries()) {
    const column = mapping.columns.indexOf(level);
    const name = column < 0 ? '' : cleanFolder(cells[column] ?? '');
    if (!name) continue;
    path[depth] = name;
    path.length = depth + 1;
    for (let i = 0; i < depth; i++) path[i] ??= '';
  }
}

/** A folder's name as one step of a path. */
export const cleanFolder = (name: string): string => name.trim().replaceAll('/', '／').slice(0, 60);
