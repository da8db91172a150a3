import { findAttributeValues } from '@/lib/knowledge/attribute-values';
import { speaks, wantsChinese } from '../reply-language';
import type { Finding } from '../view-model';
import { type Commitment, listCommitments } from './commitments';
import type { DraftCandidate } from './draft-schema';
import type { CitedSource, DraftPrompt } from './prompt';
import { isSameQuantity, listQuantities, type Quantity } from './quantities';
import { type Clause, getSupport, isCourtesy, listClauses } from './support';
import { findUnsafe, type UnsafeReason } from './unsafe-output';

/** Why a candidate is not offered. */
export type DropReason =
  | UnsafeReason
  | 'empty'
  | 'too-long'
  | 'language'
  | 'unbacked-promise'
  | 'contradicts'
  | 'unsupported'
  | 'guard'
  | 'repeat';

/** A candidate after the check: its text restored, with the claims that nothing backs marked. */
export interface CheckedCandidate {
  text: string;
  findings: Finding[];
  /** Cited sources in order, only those that exist. */
  cites: CitedSource[];
  claims: { start: number; end: number; refs: string[] }[];
  /** Share of its claims that are backed, 0..1. */
  grounded: number;
}
export type CandidateVerdict = { ok: true; value: CheckedCandidate } | { ok: false; reason: DropReason };

/** No console takes more in one message, and no buyer reads it. */
const MAX_CHARS = 600;
/** From this share of a clause in its sources on it counts as said by them; below it is marked. */
export const SUPPORTED = 0.5;
/** A commitment must stand nearly as it is written. */
const SUPPORTED_PROMISE = 0.5;
/** A candidate of which less than this share (by characters) is said by its sources is no draft from knowledge. */
const LEAST_SUPPORTED = 0.5;
/** Units in which a buyer's own figure may be repeated: sizes of body and goods, never money, time or shares. */
const ECHOED: ReadonlySet<string> = new Set(['cm', 'kg', 'age', 'piece', '']);

/** Source names that models write into the text although told not to. */
const INLINE_REF = /\s*[[(（【〔]\s*(?:[KNSPO]\d{1,2}\s*[,，、]?\s*)+[\])）】〕]/g;

const clean = (text: string): string =>
  text
    .replace(INLINE_REF, '')
    .replace(/[\p{Cf}\p{Co}]/gu, '')
    .replace(/[ \t]+/g, ' ');

/** Joins parts as one message; Latin sentences get a blank between them. */
function joinParts(parts: readonly { text: string; cites: string[] }[]): {
  text: string;
  spans: { start: number; end: number; cites: string[] }[];
} {
  let text = '';
  const spans: { start: number; end: number; cites: string[] }[] = [];
  for (const part of parts) {
    let piece = clean(part.text);
    if (text === '') piece = piece.trimStart();
    if (!piece.trim()) continue;
    if (/[a-z.!?,]$/i.test(text) && /^[a-z0-9]/i.test(piece)) text += ' ';
    const start = text.length;
    text += piece;
    spans.push({ start, end: text.length, cites: part.cites });
  }
  const trimmed = text.trimEnd();
  return { text: trimmed, spans: spans.map((span) => ({ ...span, end: Math.min(span.end, trimmed.length) })) };
}

/** Everything that a stretch of the draft may stand on. */
interface Ground {
  /** Knowledge that it cites, and the shop's own facts: may bind the shop. */
  binding: string;
  /** As above, with the page's fields: may carry figures, never promises. */
  stated: string;
}

function toGround(cites: readonly string[], prompt: DraftPrompt): Ground {
  const all = [...prompt.sources.values()];
  const cited = all.filter((source) => source.entryId !== null && cites.includes(source.ref)).map(({ text }) => text);
  const shop = all.filter(({ kind }) => kind === 'shop').map(({ text }) => text);
  const page = all.filter(({ kind }) => kind === 'page').map(({ text }) => text);
  const binding = [...cited, ...shop].join('\n');
  return { binding, stated: [binding, ...page].join('\n') };
}

const mark = (text: string, start: number, end: number, rule: string): Finding => ({
  type: 'unbacked',
  severity: 'amber',
  start,
  end,
  span: text.slice(start, end),
  rule: `unbacked.${rule}`,
});

const isBacked = (quantity: Quantity, stated: readonly Quantity[], said: readonly Quantity[]): boolean =>
  stated.some((other) => isSameQuantity(quantity, other)) ||
  (ECHOED.has(quantity.unit) && said.some((other) => isSameQuantity(quantity, other)));

const HAN = /\p{Script=Han}/u;
const DATE =
  /大?(?:今|明|后)[天晚早日]|(?:这|下|本)个?(?:周|星期|礼拜)[一二三四五六日天末]?|双十一|双十二|六一八|国庆|春节|年前|年后|月底|月初|today|tomorrow|tonight|next week|monday|tuesday|wednesday|thursday|friday|saturday|sunday/gi;

/** How a source stands to a commitment: the clauses of it that speak of this class, the one most like `clause` first. */
function standsOf(commitment: Commitment, clause: string, source: string): { like: number; denied: boolean }[] {
  return source
    .split(/[。！!？?；;\n]|(?<=[^，,]{12})[，,]/)
    .flatMap((piece) =>
      listCommitments(piece)
        .filter(({ kind }) => kind === commitment.kind)
        .map(({ denied }) => ({ like: getSupport(clause, piece), denied })),
    )
    .sort((a, b) => b.like - a.like);
}

/** Null when the commitments of a clause stand in its ground; else why not. */
function judgeCommitments(
  clause: Clause,
  ground: Ground,
  sameScript: boolean,
): 'unbacked-promise' | 'contradicts' | null {
  for (const commitment of listCommitments(clause.text)) {
    const [nearest] = standsOf(commitment, clause.text, ground.binding);
    if (!nearest) {
      // To say that something is not done binds nobody, unless it takes away what stands elsewhere.
      if (commitment.denied) continue;
      return 'unbacked-promise';
    }
    if (nearest.denied !== commitment.denied) return 'contradicts';
    if (!commitment.denied && sameScript && getSupport(clause.text, ground.binding) < SUPPORTED_PROMISE)
      return 'unbacked-promise';
  }
  return null;
}

interface ClauseVerdict {
  drop: 'unbacked-promise' | 'contradicts' | null;
  findings: Finding[];
  /** Says something of its own, and whether the sources say it too. */
  weight: number;
  backed: boolean;
}

function judgeClause(
  clause: Clause,
  text: string,
  ground: Ground,
  prompt: DraftPrompt,
  sameScript: boolean,
): ClauseVerdict {
  const findings: Finding[] = [];
  const at = (start: number, end: number, rule: string) =>
    findings.push(mark(text, clause.start + start, clause.start + end, rule));
  const stated = listQuantities(ground.stated);
  const said = listQuantities(prompt.said);
  let claims = 0;
  for (const quantity of listQuantities(clause.text)) {
    claims++;
    if (isBacked(quantity, stated, said)) continue;
    // Money and shares that nobody wrote down are promises, whatever words stand around them.
    if (['yuan', '%', 'discount', 'times'].includes(quantity.unit) && !clause.isQuestion)
      return { drop: 'unbacked-promise', findings, weight: 1, backed: false };
    at(quantity.start, quantity.end, 'number');
  }
  for (const date of clause.text.matchAll(DATE)) {
    claims++;
    if (!ground.stated.toLowerCase().includes(date[0].toLowerCase()) && !clause.isQuestion)
      at(date.index, date.index + date[0].length, 'date');
  }
  const materials = findAttributeValues('材质', clause.text);
  const own = new Set(findAttributeValues('材质', ground.stated).map(({ value }) => value));
  const asked = new Set(findAttributeValues('材质', prompt.said).map(({ value }) => value));
  for (const { value, start, end } of materials) {
    claims++;
    if (!own.has(value) && !(clause.isQuestion && asked.has(value))) at(start, end, 'material');
  }
  const isPlain = claims === 0 && listCommitments(clause.text).length === 0;
  if (isPlain && isCourtesy(clause.text)) return { drop: null, findings, weight: 0, backed: true };
  const drop = clause.isQuestion ? null : judgeCommitments(clause, ground, sameScript);
  const support = sameScript ? getSupport(clause.text, ground.stated) : 1;
  const backed = support >= SUPPORTED && findings.length === 0;
  if (!drop && !backed && findings.length === 0 && !clause.isQuestion) at(0, clause.text.trimEnd().length, 'clause');
  return { drop, findings, weight: clause.isQuestion ? 0 : clause.text.trim().length, backed };
}

/**
 * Judges one candidate: unsafe, over-long, wrong language, promises that nobody backs or that a source denies → dropped; figures,
 * dates, materials and sentences that the cited sources do not hold → marked. What is left is offered after the guard.
 */
export function checkCandidate(candidate: DraftCandidate, prompt: DraftPrompt): CandidateVerdict {
  const parts = candidate.parts.map(({ text, cites }) => ({
    text: prompt.vault.restore(clean(text)),
    cites: [...new Set(cites.map((ref) => ref.trim().toUpperCase()))].filter((ref) => prompt.sources.has(ref)),
  }));
  if (candidate.parts.some(({ text }) => prompt.vault.listUnknown(text).length > 0))
    return { ok: false, reason: 'placeholder' };
  const { text, spans } = joinParts(parts);
  if (!text) return { ok: false, reason: 'empty' };
  if (text.length > MAX_CHARS) return { ok: false, reason: 'too-long' };
  const cites = [...new Set(spans.flatMap((span) => span.cites))].flatMap((ref) => prompt.sources.get(ref) ?? []);
  const unsafe = findUnsafe(text, cites.map((source) => source.text).join('\n'));
  if (unsafe) return { ok: false, reason: unsafe };
  if (!speaks(text, prompt.language)) return { ok: false, reason: 'language' };

  const findings: Finding[] = [];
  let weight = 0;
  let backed = 0;
  let questions = 0;
  let translated = false;
  for (const span of spans) {
    const ground = toGround(span.cites, prompt);
    const piece = text.slice(span.start, span.end);
    const sameScript = wantsChinese(prompt.language) || !HAN.test(ground.binding) || ground.binding === '';
    for (const clause of listClauses(piece)) {
      const placed = { ...clause, start: clause.start + span.start, end: clause.end + span.start };
      const verdict = judgeClause(placed, text, ground, prompt, sameScript);
      if (verdict.drop) return { ok: false, reason: verdict.drop };
      if (clause.isQuestion) questions++;
      if (!sameScript && verdict.weight > 0) translated = true;
      findings.push(...verdict.findings);
      weight += verdict.weight;
      if (verdict.backed) backed += verdict.weight;
    }
  }
  const grounded = weight === 0 ? 0 : backed / weight;
  // Kind words alone, or words that the sources do not say, are no answer from knowledge; a question back may be.
  if (cites.length === 0 || (weight === 0 ? questions === 0 : grounded < LEAST_SUPPORTED))
    return { ok: false, reason: 'unsupported' };
  if (translated) findings.push(mark(text, 0, text.length, 'translated'));
  return {
    ok: true,
    value: {
      text,
      findings: findings.sort((a, b) => a.start - b.start || a.end - b.end),
      cites,
      claims: spans
        .filter((span) => span.cites.length > 0)
        .map(({ start, end, cites: refs }) => ({ start, end, refs })),
      grounded,
    },
  };
}
