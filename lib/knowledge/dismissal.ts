import { getClause } from './clause';
import data from './data/dismissals.json';

interface DismissalRule {
  id: string;
  before?: string;
  after?: string;
  unlessBefore?: string;
  unlessAfter?: string;
  unlessAsking?: boolean;
  /** Most units that may follow the word in its clause. */
  only?: number;
}

const compile = (source: string | undefined): RegExp | null => (source === undefined ? null : new RegExp(source));
const rules = (data.rules as DismissalRule[]).map((rule) => ({
  ...rule,
  before: compile(rule.before),
  after: compile(rule.after),
  unlessBefore: compile(rule.unlessBefore),
  unlessAfter: compile(rule.unlessAfter),
}));
const asking = new RegExp(data.asking);

/**
 * Why the buyer only names the word [start, end) of a folded text without asking about it (我没问褪色), as the id of a rule of
 * `data/dismissals.json`; null when the word is meant (不会褪色吧, 不是说不褪色吗, 褪不褪色).
 */
export function findDismissal(text: string, start: number, end: number): string | null {
  const { before, after, questionMark } = getClause(text, start, end);
  if (before === '' && after === '') return null;
  const isAsking = questionMark || asking.test(after);
  for (const rule of rules) {
    if (rule.before && !rule.before.test(before)) continue;
    if (rule.after && !rule.after.test(after)) continue;
    if (rule.unlessAsking && isAsking) continue;
    if (rule.unlessBefore?.test(before) || rule.unlessAfter?.test(after)) continue;
    if (rule.only !== undefined && after.length > rule.only) continue;
    return rule.id;
  }
  return null;
}
