import { fail, ok, type Result } from '@/lib/core/result';
import { type Sheet, toFlatTable } from '@/lib/knowledge/export/flat-table';
import { toCsv } from '@/lib/knowledge/export/write-csv';
import { toXlsx } from '@/lib/knowledge/export/write-xlsx';
import { toJsonl } from '@/lib/knowledge/jsonl';
import { imagesOf } from '@/lib/knowledge/media/image';
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

/** The same rows with their pictures inside them, as a file of ours carries them; a picture that is not here leaves its name. */
export async function withImages(client: HostClient, rows: readonly RawRow[]): Promise<RawRow[]> {
  const filled: RawRow[] = [];
  for (const row of rows) {
    if (imagesOf(row).length === 0) {
      filled.push(row);
      continue;
    }
    const media: unknown[] = [];
    for (const item of row.media as RawRow[]) {
      const [sha256] = imagesOf({ media: [item] });
      const image = sha256 ? await client.call('editor.media.get', { sha256 }) : null;
      media.push(image ? { ...item, data: image.base64 } : item);
    }
    filled.push({ ...row, media });
  }
  return filled;
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
