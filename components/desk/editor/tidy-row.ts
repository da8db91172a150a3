import type { RawRow } from '@/lib/knowledge/parse-entry';

/** Fields that are typed one per line: blank lines are left while typing and go when the entry is saved. */
const LINES = ['questions', 'askings', 'steps', 'sources'] as const;

/** The row as it is saved: lines without blanks and doubles, folders without stray slashes, a title made where there is none. */
export function tidyRow(row: RawRow): RawRow {
  const next: RawRow = { ...row };
  for (const name of LINES) {
    const lines = row[name];
    if (Array.isArray(lines)) next[name] = [...new Set(lines.map((line) => String(line).trim()).filter(Boolean))];
  }
  if (typeof row.folder === 'string') {
    const steps = row.folder.split('/').map((step) => step.trim());
    const folder = steps.filter(Boolean).slice(0, 3).join('/');
    if (folder) next.folder = folder;
    else delete next.folder;
  }
  if (typeof row.title === 'string' && !row.title.trim()) {
    const [question] = Array.isArray(next.questions) ? next.questions : [];
    const text = [question, row.name, row.answer, row.body, row.wording, row.need].find(
      (one): one is string => typeof one === 'string' && one.trim() !== '',
    );
    next.title = text ? text.trim().replace(/\s+/g, ' ').slice(0, 30) : '';
  }
  return next;
}
