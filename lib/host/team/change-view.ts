import { canonicalJson } from '@/lib/core/canonical-json';
import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import type { ChangeView, PublishPlanView } from '@/lib/platform/methods/publish-methods';
import type { PublishPlan } from '@/lib/team/publish/publisher';

/** Changes shown of each sort; the counts tell of the rest. */
const MAX_SHOWN = 200;
const MAX_RED = 100;
/** Characters of a text that travel to the view. */
const MAX_CHARS = 2000;
/** Fields that say nothing to a person who looks at a change. */
const QUIET = new Set(['updated_at', 'schema', 'id']);

function textOf(row: RawRow): string {
  const parsed = parseEntry(row);
  if (!parsed.ok) return '';
  const texts =
    parsed.entry.kind === 'card' ? [parsed.entry.body, ...buyerTexts(parsed.entry)] : buyerTexts(parsed.entry);
  return texts.join('\n').slice(0, MAX_CHARS);
}

const nameOf = (row: RawRow): Pick<ChangeView, 'id' | 'kind' | 'title'> => ({
  id: String(row.id),
  kind: String(row.kind ?? 'answer'),
  title: String(row.title ?? row.name ?? row.id),
});

function changedFields(before: RawRow, after: RawRow): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].filter(
    (name) => !QUIET.has(name) && canonicalJson(before[name] ?? null) !== canonicalJson(after[name] ?? null),
  );
}

/** A plan as the desk shows it: whole counts, the first of each sort with its texts. */
export function toPlanView(plan: PublishPlan): PublishPlanView {
  const { diff } = plan;
  const titles = new Map(plan.rows.map((row) => [String(row.id), nameOf(row).title]));
  return {
    version: plan.version,
    count: plan.rows.length,
    kept: plan.kept,
    counts: { added: diff.added.length, changed: diff.changed.length, removed: diff.removed.length },
    added: diff.added.slice(0, MAX_SHOWN).map((row) => ({ ...nameOf(row), after: textOf(row) })),
    changed: diff.changed.slice(0, MAX_SHOWN).map(({ before, after }) => ({
      ...nameOf(after),
      before: textOf(before),
      after: textOf(after),
      fields: changedFields(before, after),
    })),
    removed: diff.removed.slice(0, MAX_SHOWN).map((row) => ({ ...nameOf(row), before: textOf(row) })),
    imageless: plan.imageless.slice(0, MAX_SHOWN).map((id) => ({ id, title: titles.get(id) ?? id })),
    red: plan.red.slice(0, MAX_RED).map((one) => ({ ...one, title: titles.get(one.id) ?? one.id })),
  };
}
