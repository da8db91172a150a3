import { fail, ok, type Result } from '@/lib/core/result';
import { type Sheet, toFlatTable } from '@/lib/knowledge/export/flat-table';
import { toCsv } from '@/lib/knowledge/export/write-csv';
import { toXlsx } from '@/lib/knowledge/export/write-xlsx';
import { toJsonl } from '@/lib/knowledge/jsonl';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import type { HostClient } from '@/lib/platform/host-client';
import type { EntryFilter } from '@/lib/platform/methods/import-methods';

export const EXPORT_FORMATS = ['xlsx', 'csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** A file to save. */
export interface ExportFile {
  content: BlobPart;
  type: string;
}

const TYPES: Record<ExportFormat, string> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv;charset=utf-8',
  jsonl: 'application/x-ndjson;charset=utf-8',
};

/** All rows of a filter, in chunks; null when `onProgress` returned true. */
export async function fetchRows(
  client: HostClient,
  filter: EntryFilter,
  onProgress: (done: number, total: number) => boolean | undefined,
): Promise<RawRow[] | null> {
  const rows: RawRow[] = [];
  for (let offset: number | null = 0; offset !== null; ) {
    const chunk: { rows: RawRow[]; total: number; next: number | null } = await client.call('export.rows.get', {
      filter,
      offset,
    });
    rows.push(...chunk.rows);
    if (onProgress(chunk.next ?? chunk.total, chunk.total)) return null;
    offset = chunk.next;
  }
  return rows;
}

/** Rows as a file. `cell-too-long`: beyond what Excel holds; CSV and JSONL have no such bound. */
export function toExportFile(rows: readonly RawRow[], format: ExportFormat): Result<ExportFile, 'cell-too-long'> {
  if (format === 'jsonl') return ok({ content: toJsonl(rows), type: TYPES.jsonl });
  return toSheetFile(toFlatTable(rows), format);
}

/** A table as a file. */
export function toSheetFile(sheet: Sheet, format: 'xlsx' | 'csv'): Result<ExportFile, 'cell-too-long'> {
  if (format === 'csv') return ok({ content: toCsv(sheet), type: TYPES.csv });
  const bytes = toXlsx(sheet);
  return bytes.ok ? ok({ content: bytes.value as BlobPart, type: TYPES.xlsx }) : fail(bytes.reason);
}
