import absolute from '@/assets/lexicons/guard-absolute.json';
import incentive from '@/assets/lexicons/guard-incentive.json';
import medical from '@/assets/lexicons/guard-medical.json';
import offPlatform from '@/assets/lexicons/guard-off-platform.json';
import promise from '@/assets/lexicons/guard-promise.json';
import rude from '@/assets/lexicons/guard-rude.json';
import { foldText } from '@/lib/core/text';
import type { Lexicon } from '@/lib/knowledge/schema';
import type { Finding } from '@/lib/suggest/view-model';
import { findLikeness } from './clause-model';
import { findContactNumbers } from './contact-numbers';
import type { GuardContext } from './conversation/context';
import { findEmptyReply } from './conversation/empty-reply';
import { findOverLimit } from './conversation/over-limit';
import { findRepeat } from './conversation/repeat';
import { findRetiredWording } from './conversation/retired-wording';
import { findEmptySlots } from './conversation/slots';
import { findUnanswered } from './conversation/unanswered';
import { findWrongBuyer, findWrongShop } from './conversation/wrong-party';
import { type DraftText, toDraftText } from './draft-text';
import { type CompiledRule, compileLexicon, guardLexiconSchema, TEXT_TYPES, type TextType } from './lexicon';
import { type Hit, matchRules } from './match-rules';
import { findPrivacy } from './privacy';
import { resolveHits } from './resolve-hits';
import { createRuleIndex, type RuleIndex } from './rule-index';

/** What decides beside the text itself. */
export interface GuardOptions {
  /** Console or platform id; lexicon entries for other platforms do not count. */
  platform?: string;
  /** Entries of kind `lexicon` whose `list` is a guard type: leads add and allow words with them. */
  lexicons?: readonly Lexicon[];
}

let compiled: { rules: CompiledRule[]; index: RuleIndex } | null = null;

/** The shipped rules and which of them a draft needs, compiled once. */
function getRules(): { rules: CompiledRule[]; index: RuleIndex } {
  if (!compiled) {
    const files = [absolute, medical, offPlatform, promise, rude, incentive];
    const rules = files.flatMap((file) => compileLexicon(guardLexiconSchema.parse(file)));
    compiled = { rules, index: createRuleIndex(rules) };
  }
  return compiled;
}

/** Longest draft that is checked whole; console boxes hold far less. The rest is checked in slices of this size. */
const SLICE = 2000;

/**
 * Checks any text for the seven labelled types: in the console's box, at import, at publish. Pure; offsets are UTF-16 into `text`;
 * spans are short and disjoint, sorted. Linear time, never throws.
 */
export function guardText(text: string, options: GuardOptions = {}): Finding[] {
  if (text.length <= SLICE) return guardSlice(text, options);
  const findings: Finding[] = [];
  for (let at = 0; at < text.length; at += SLICE)
    for (const finding of guardSlice(text.slice(at, at + SLICE), options))
      findings.push({ ...finding, start: finding.start + at, end: finding.end + at });
  return findings;
}

/** Longest draft that is compared with the conversation; no console takes more in one message. */
const MAX_DRAFT = 4000;

const CONVERSATION_CHECKS: readonly ((draft: string, context: GuardContext) => Finding[])[] = [
  findEmptySlots,
  findWrongBuyer,
  findWrongShop,
  findRetiredWording,
  findOverLimit,
  findEmptyReply,
  findUnanswered,
  findRepeat,
];

/**
 * Checks a draft for its conversation: the seven types of `guardText`, and empty slots, another buyer's name or order, another shop,
 * withdrawn wording, amounts above the limit, empty replies, questions left open, repeats. Sorted by place; findings of one type never
 * overlap, whole-draft findings (`empty_reply`, `unanswered`, `repeat`) span the draft. Pure, bounded, never throws.
 */
export function guardDraft(draft: string, context: GuardContext): Finding[] {
  if (draft.trim() === '') return [];
  const own = guardText(draft, context);
  const head = draft.slice(0, MAX_DRAFT);
  const checked = CONVERSATION_CHECKS.flatMap((check) => check(head, context));
  return [...own, ...checked].sort((a, b) => a.start - b.start || a.end - b.end);
}

function guardSlice(text: string, options: GuardOptions): Finding[] {
  const draft = toDraftText(text);
  const { rules, index } = getRules();
  const hits = matchRules(draft, index.candidates(draft));
  hits.push(...findContactNumbers(draft, hits), ...findPrivacy(draft));
  hits.push(...findLikeness(draft, hits, rules));
  const lexicons = (options.lexicons ?? []).filter((entry) => isFor(entry, options.platform));
  hits.push(...matchAdded(draft, lexicons));
  const allowed = findAllowed(draft, lexicons);
  const open = hits.filter(
    (hit) => !allowed.some((span) => span.type === hit.type && span.start < hit.end && hit.start < span.end),
  );
  return resolveHits(open, text).map((hit) => toFinding(hit, text));
}

const isFor = (entry: Lexicon, platform: string | undefined): boolean =>
  !entry.platforms?.length || (platform !== undefined && entry.platforms.includes(platform));

const asTextType = (list: string): TextType | undefined => TEXT_TYPES.find((type) => type === list);

interface TypedSpan {
  type: TextType;
  start: number;
  end: number;
}

/** Every place where one of the words stands, folded on both sides. */
function findWords(draft: DraftText, type: TextType, words: readonly string[]): TypedSpan[] {
  const spans: TypedSpan[] = [];
  const { text, offsets } = draft.folded;
  for (const word of words.map((w) => foldText(w).text.trim()).filter(Boolean))
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
      spans.push({ type, start: offsets[at] ?? 0, end: offsets[at + word.length] ?? draft.original.length });
  return spans;
}

/** Words that leads added, as hits. */
const matchAdded = (draft: DraftText, lexicons: readonly Lexicon[]): Hit[] =>
  lexicons.flatMap((entry) => {
    const type = asTextType(entry.list);
    if (!type) return [];
    return findWords(draft, type, entry.add ?? []).map((span) => ({
      ...span,
      severity: 'red' as const,
      rule: `${type}.lexicon:${entry.id}`,
    }));
  });

/** Where leads allowed a word of a type. */
const findAllowed = (draft: DraftText, lexicons: readonly Lexicon[]): TypedSpan[] =>
  lexicons.flatMap((entry) => {
    const type = asTextType(entry.list);
    return type ? findWords(draft, type, entry.allow ?? []) : [];
  });

function toFinding(hit: Hit, text: string): Finding {
  let { start, end } = hit;
  while (start < end && /[\s，,。！!？?；;、]/.test(text[start] ?? '')) start++;
  while (end > start && /[\s，,。！!？?；;、]/.test(text[end - 1] ?? '')) end--;
  return {
    type: hit.type,
    severity: hit.severity,
    start,
    end,
    span: text.slice(start, end),
    rule: hit.rule,
    ...(hit.fix === undefined ? {} : { fix: hit.fix }),
  };
}
