import type { RawRow } from '@/lib/knowledge/parse-entry';

export type EntryStatus = 'draft' | 'review' | 'published' | 'retired';

/** Where an entry may go from where it is. Publishing a draft without review is the lead's right; nothing is deleted by it. */
const NEXT: Record<EntryStatus, readonly EntryStatus[]> = {
  draft: ['review', 'published', 'retired'],
  review: ['draft', 'published', 'retired'],
  published: ['draft', 'retired'],
  retired: ['draft', 'published'],
};

const statusOf = (row: RawRow): EntryStatus =>
  row.status === 'draft' || row.status === 'review' || row.status === 'retired' ? row.status : 'published';

/** Whether an entry may go to that status. */
export const canMove = (row: RawRow, to: EntryStatus): boolean => NEXT[statusOf(row)].includes(to);

/** What changes on many entries at once; a field given as null is taken away. */
export interface BulkPatch {
  status?: EntryStatus;
  folder?: string | null;
  scene?: string | null;
  owner?: string | null;
  verify_by?: string | null;
  valid_from?: string | null;
  valid_to?: string | null;
  addTags?: readonly string[];
  removeTags?: readonly string[];
  shops?: readonly string[] | null;
  platforms?: readonly string[] | null;
  groups?: readonly string[] | null;
}

const PLAIN = [
  'folder',
  'scene',
  'owner',
  'verify_by',
  'valid_from',
  'valid_to',
  'shops',
  'platforms',
  'groups',
] as const;

/**
 * Applies a patch to rows for `putOwn`; rows that it does not change are left out. A status that a row may not go to is
 * passed over for that row, the rest of the patch still counts. `updated_at` is set to `nowMs`.
 */
export function toBulkEdit(rows: readonly RawRow[], patch: BulkPatch, nowMs: number): RawRow[] {
  return rows.flatMap((row) => {
    const next = patchRow(row, patch);
    const isSame = JSON.stringify(next) === JSON.stringify(row);
    return isSame ? [] : [{ ...next, updated_at: new Date(nowMs).toISOString() }];
  });
}

function patchRow(row: RawRow, patch: BulkPatch): RawRow {
  const next: RawRow = { ...row };
  if (patch.status && canMove(row, patch.status)) next.status = patch.status;
  for (const field of PLAIN) {
    const value = patch[field];
    if (value === null) delete next[field];
    else if (value !== undefined) next[field] = typeof value === 'string' ? value : [...value];
  }
  if (patch.addTags || patch.removeTags) {
    const before = Array.isArray(row.tags) ? row.tags : [];
    const gone = new Set<unknown>(patch.removeTags);
    const tags = [...new Set([...before.filter((tag) => !gone.has(tag)), ...(patch.addTags ?? [])])];
    if (tags.length > 0 || row.tags !== undefined) next.tags = tags;
  }
  return next;
}
