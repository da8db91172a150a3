import { isSafeJson } from '@/lib/core/safe-json';
import { ENTRY_KINDS, type Entry, entrySchema } from './schema';

/** A row as its writer gave it: kept untouched, so that what goes out equals what came in. */
export type RawRow = Record<string, unknown>;

/** Why a row is no entry. `unknown-kind` may be a newer writer's; the others are mistakes. */
export type RowReason = 'bad-json' | 'not-an-object' | 'unsafe' | 'too-long' | 'unknown-kind' | 'invalid';

export type ParsedEntry =
  | { ok: true; row: RawRow; entry: Entry }
  | { ok: false; reason: RowReason /** Field path and rule, e.g. `triggers: too small`. */; detail?: string };

const kinds: ReadonlySet<unknown> = new Set(ENTRY_KINDS);

/** Checks one parsed JSON value against the knowledge union; never throws. */
export function parseEntry(value: unknown): ParsedEntry {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return { ok: false, reason: 'not-an-object' };
  if (!isSafeJson(value)) return { ok: false, reason: 'unsafe' };
  const row = value as RawRow;
  if (row.kind !== undefined && !kinds.has(row.kind))
    return { ok: false, reason: 'unknown-kind', detail: String(row.kind).slice(0, 40) };
  const parsed = entrySchema.safeParse(row);
  if (parsed.success) return { ok: true, row, entry: parsed.data };
  const issue = parsed.error.issues[0];
  return {
    ok: false,
    reason: 'invalid',
    detail: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(0, 200),
  };
}
