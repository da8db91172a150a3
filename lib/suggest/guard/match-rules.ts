import { type DraftText, spanOfFolded, spanOfSqueezed } from './draft-text';
import type { CompiledRule, TextType } from './lexicon';

/** A match before it becomes a finding. Offsets are UTF-16 into the draft as given. */
export interface Hit {
  type: TextType;
  severity: 'amber' | 'red';
  rule: string;
  start: number;
  end: number;
  fix?: string;
}

/** How far back a negation is looked for inside the clause. */
const NEGATION_REACH = 14;
/** How far back `near` looks. */
const NEAR_REACH = 24;
/** How far ahead `notAfter` looks. */
const AHEAD = 14;
/** Polite openings that only sound like a negation: 能不能麻烦您…. */
const ASKING = /能不能|可不可以|要不要/g;
const CLAUSE_END = /[，,。!！?？;；\n~～]/;
const SENTENCE_END = /[。!！?？;；\n]/;

/** The part of the clause before `at`, at most `reach` units. */
function clauseBefore(text: string, at: number, reach: number): string {
  let from = at;
  while (from > 0 && at - from < reach && !CLAUSE_END.test(text[from - 1] ?? '')) from--;
  return text.slice(from, at);
}

/** The sentence around a span. */
function sentenceAround(text: string, start: number, end: number): string {
  let from = start;
  while (from > 0 && start - from < 80 && !SENTENCE_END.test(text[from - 1] ?? '')) from--;
  let to = end;
  while (to < text.length && to - end < 80 && !SENTENCE_END.test(text[to] ?? '')) to++;
  return text.slice(from, to);
}

/** True when a negation begins before the match, even if it ends inside it (不用 | 评价). */
function isNegated(rule: CompiledRule, lead: string, match: string): boolean {
  const found = rule.negated?.exec(lead + match.slice(0, 2));
  return found !== null && found !== undefined && found.index < lead.length;
}

/** Every hit of the rules in a draft, before overlaps are settled. */
export function matchRules(draft: DraftText, rules: readonly CompiledRule[]): Hit[] {
  const hits: Hit[] = [];
  for (const rule of rules) {
    const text = rule.squeezed ? draft.squeezed : draft.folded.text;
    for (const match of text.matchAll(rule.find)) {
      const start = match.index;
      const end = start + match[0].length;
      if (end === start) continue;
      if (rule.needs && !rule.needs.test(match[0])) continue;
      if (rule.near && !rule.near.test(clauseBefore(text, start, NEAR_REACH) + match[0])) continue;
      if (rule.notBefore?.test(clauseBefore(text, start, NEGATION_REACH))) continue;
      if (rule.notAfter?.test(text.slice(end, end + AHEAD))) continue;
      const lead = clauseBefore(text, start, NEGATION_REACH).replace(ASKING, '');
      if (/[不没别未勿]$/.test(lead) || isNegated(rule, lead, match[0])) continue;
      if (rule.clean?.test(sentenceAround(text, start, end))) continue;
      const span = rule.squeezed ? spanOfSqueezed(draft, start, end) : spanOfFolded(draft, start, end);
      hits.push({
        type: rule.type,
        severity: rule.severity,
        rule: rule.id,
        ...span,
        ...(rule.fix === undefined ? {} : { fix: rule.fix }),
      });
    }
  }
  return hits;
}
