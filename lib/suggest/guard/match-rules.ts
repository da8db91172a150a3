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

/** 加微信的话平台不允许: what is named only to be refused, the refusal behind it. */
const REFUSED =
  /^[^，,。!！?？;；\n]{0,8}?(?:不(?:被)?(?:允许|支持|可以|提供|接受)|不合规|(?<!不)违规|没(?:有)?(?:开通|保障)|是骗|不是我们发)/;
/** 会不会涨价: a question is no claim. */
const OPEN_QUESTION = /会不会|有没有|是不是|是否|能否|能不能/;

/** What says in or behind a match that it is not meant: 评价跟赠品没关系, 全网最低我没法保证, 拍错了也没关系. */
const NOT_MEANT: Partial<Record<TextType, RegExp>> = {
  incentive_review: /没(?:有)?(?:关系|奖励|返现)|不需要|无关|自愿|不影响|不用(?:您|你)?(?:好评|评价|写)|都一样/,
  absolute_claim: /(?:没法|无法|不能|不敢|不)(?:跟您)?保证|谈不上|不敢说/,
  false_promise: /(?:没法|无法|不能|不敢)(?:跟您)?保证|说不准|不确定|不清楚|不知道/,
  blame_or_rude: /没关系|不要紧|没事(?:的|儿|，|,|$)|的话(?:先|请|可以)/,
};
/** How far behind a match that is looked for. */
const MEANT_REACH = 8;

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
      if (rule.type === 'off_platform' && REFUSED.test(text.slice(start + 1, end + 12))) continue;
      const behind = /^[^，,。!！?？;；\n]*/.exec(text.slice(end, end + MEANT_REACH))?.[0] ?? '';
      if (NOT_MEANT[rule.type]?.test(match[0] + behind)) continue;
      if (/claim|promise/.test(rule.type) && OPEN_QUESTION.test(match[0])) continue;
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
