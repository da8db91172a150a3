import { canonicalJson } from '@/lib/core/canonical-json';
import type { RawRow } from '@/lib/knowledge/parse-entry';

/** What publishing would change for the agents. */
export interface PublishDiff {
  added: RawRow[];
  changed: { before: RawRow; after: RawRow }[];
  removed: RawRow[];
}

/** Compares two sets of rows by id and content, each list in the order of ids. */
export function diffRows(before: readonly RawRow[], after: readonly RawRow[]): PublishDiff {
  const old = new Map(before.map((row) => [String(row.id), row]));
  const diff: PublishDiff = { added: [], changed: [], removed: [] };
  const byId = (a: RawRow, b: RawRow): number => (String(a.id) < String(b.id) ? -1 : 1);
  for (const row of [...after].sort(byId)) {
    const earlier = old.get(String(row.id));
    old.delete(String(row.id));
    if (!earlier) diff.added.push(row);
    else if (canonicalJson(earlier) !== canonicalJson(row)) diff.changed.push({ before: earlier, after: row });
  }
  diff.removed = [...old.values()].sort(byId);
  return diff;
}
