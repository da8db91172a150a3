import { canonicalJson } from '@/lib/core/canonical-json';
import type { RawRow } from '@/lib/knowledge/parse-entry';

/** One field that differs between two forms of an entry. */
export interface FieldDiff {
  field: string;
  before: string;
  after: string;
}

/** Signed anew by every save: no difference that a person made. */
const NOISE: ReadonlySet<string> = new Set(['updated_at', 'author']);

/** Fields that differ, in the order of the newer form. */
export function diffRow(before: RawRow, after: RawRow): FieldDiff[] {
  const fields = [...new Set([...Object.keys(after), ...Object.keys(before)])].filter((field) => !NOISE.has(field));
  return fields.flatMap((field) =>
    canonicalJson(before[field] ?? null) === canonicalJson(after[field] ?? null)
      ? []
      : [{ field, before: toText(before[field]), after: toText(after[field]) }],
  );
}

function toText(value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join('\n');
  return typeof value === 'object' ? JSON.stringify(value, null, 1) : String(value);
}
