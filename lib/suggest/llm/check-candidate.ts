import { findAttributeValues } from '@/lib/knowledge/attribute-values';
import { speaks, wantsChinese } from '../reply-language';
import type { Finding } from '../view-model';
import { type Commitment, listCommitments } from './commitments';
import type { DraftCandidate } from './draft-schema';
import type { CitedSource, DraftPrompt } from './prompt';
import { isSameQuantity, listQuantities, type Quantity } from './quantities';
import { type Clause, getSupport, isCourtesy, listClauses, toContent } from './support';
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
/** From this share of a sentence in its sources on it counts as said by them; below it is marked. */
export const SUPPORTED = 0.4;
/** A commitment must stand nearly as it is written. */
const SUPPORTED_PROMISE = 0.45;
/** A candidate of which less than this share (by characters) is said by its sources is no draft from knowledge. */
const LEAST_SUPPORTED = 0.34;
/** Fewer characters of substance answer nothing. */
const LEAST_CONTENT = 4;
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

/** Words of granting and denying: what is left of a clause is what it grants. */
const GRANT_WORDS =
  /支持|可以|不可|可|不能|能|不支持|不予|不|无理由|享受|提供|都|也|包|已|会|是|的|您|you|can|we|not|return|refund/g;

/** What a commitment is about, without the commitment itself. */
const toTopic = (clause: string): string => {
  let topic = clause;
  for (const { start, end } of listCommitments(clause).reverse()) topic = topic.slice(0, start) + topic.slice(end);
  return topic.replace(GRANT_WORDS, '').replace(/[\s\p{P}]/gu, '');
};

interface Stand {
  denied: boolean;
  /** Likeness of the whole clause, and of what it is about; 0..1. */
  like: number;
  topic: number;
}

/** How a source stands to a commitment: its pieces that speak of this class. */
function standsOf(commitment: Commitment, clause: string, source: string): Stand[] {
  const topic = toTopic(clause);
  return source.split(/[。！!？?；;\n]|(?<=[^，,]{12})[，,]/).flatMap((piece) =>
    listCommitments(piece)
      .filter(({ kind }) => kind === commitment.kind)
      .map(({ denied }) => ({ like: getSupport(clause, piece), topic: topic ? getSupport(topic, piece) : 0, denied })),
  );
}

/** From this likeness on a piece is about the same thing. */
const SAME_TOPIC = 0.3;

/** Null when the commitments of a clause stand in its ground; else why not. */
function judgeCommitments(
  clause: Clause,
  ground: Ground,
  sameScript: boolean,
): 'unbacked-promise' | 'contradicts' | null {
  for (const commitment of listCommitments(clause.text)) {
    const stands = standsOf(commitment, clause.text, ground.binding);
    const nearest = stands.toSorted((a, b) => b.like - a.like)[0];
    if (!nearest) {
      // To say that something is not done binds nobody, unless it takes away what stands elsewhere.
      if (commitment.denied) continue;
      return 'unbacked-promise';
    }
    if (nearest.denied !== commitment.denied) return 'contradicts';
    // Granted in general and denied for the very thing at hand is denied.
    const best = (denied: boolean) =>
      Math.max(0, ...stands.filter((stand) => stand.denied === denied).map((stand) => stand.topic));
    if (best(!commitment.denied) >= SAME_TOPIC && best(!commitment.denied) > best(commitment.denied))
      return 'contradicts';
    if (!commitment.denied && sameScript && getSupport(clause.text, ground.binding) < SUPPORTED_PROMISE)
      return 'unbacked-promise';
  }
  return null;
}

interface ClauseVerdict {
  drop: 'unbacked-promise' | 'contradicts' | null;
  findings: Finding[];
  /** It only greets or feels with the buyer. */
  isPlain: boolean;
}

/** The claims of one clause: figures, dates and materials that nothing backs are marked, promises decide at once. */
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
  let claims = listCommitments(clause.text).length;
  for (const quantity of listQuantities(clause.text)) {
    claims++;
    if (isBacked(quantity, stated, said)) continue;
    // Money and shares that nobody wrote down are promises, whatever words stand around them.
    if (['yuan', '%', 'discount', 'times'].includes(quantity.unit) && !clause.isQuestion)
      return { drop: 'unbacked-promise', findings, isPlain: false };
    at(quantity.start, quantity.end, 'number');
  }
  for (const date of clause.text.matchAll(DATE)) {
    claims++;
    if (!ground.stated.toLowerCase().includes(date[0].toLowerCase()) && !clause.isQuestion)
      at(date.index, date.index + date[0].length, 'date');
  }
  const own = new Set(findAttributeValues('材质', ground.stated).map(({ value }) => value));
  const asked = new Set(findAttributeValues('材质', prompt.said).map(({ value }) => value));
  for (const { value, start, end } of findAttributeValues('材质', clause.text)) {
    claims++;
    if (!own.has(value) && !(clause.isQuestion && asked.has(value))) at(start, end, 'material');
  }
  const drop = clause.isQuestion ? null : judgeCommitments(clause, ground, sameScript);
  return { drop, findings, isPlain: claims === 0 && isCourtesy(clause.text) };
}

const SENTENCE = /[^。！!？?\n]+[。！!？?\n]*/g;

interface SentenceVerdict extends Pick<ClauseVerdict, 'drop' | 'findings'> {
  /** Characters that state something, and of these what the sources say too. */
  weight: number;
  said: number;
  /** As `said`, with every figure, date and material backed too. */
  backed: number;
  asks: boolean;
}

/** A sentence as a whole: its clauses' claims, and whether its sources say it. */
function judgeSentence(
  start: number,
  sentence: string,
  text: string,
  ground: Ground,
  prompt: DraftPrompt,
  sameScript: boolean,
): SentenceVerdict {
  const findings: Finding[] = [];
  const clauses = listClauses(sentence).map((one) => ({ ...one, start: one.start + start, end: one.end + start }));
  let stating = '';
  for (const clause of clauses) {
    const verdict = judgeClause(clause, text, ground, prompt, sameScript);
    if (verdict.drop) return { drop: verdict.drop, findings, weight: 1, said: 0, backed: 0, asks: false };
    findings.push(...verdict.findings);
    if (!verdict.isPlain && !clause.isQuestion) stating += clause.text;
  }
  const weight = stating.trim().length;
  const isSaid = !sameScript || weight === 0 || getSupport(stating, ground.stated) >= SUPPORTED;
  if (!isSaid && findings.length === 0) findings.push(mark(text, start, start + sentence.trimEnd().length, 'clause'));
  const isBackedWhole = isSaid && findings.length === 0;
  const asks = clauses.some((one) => one.isQuestion);
  return { drop: null, findings, weight, said: isSaid ? weight : 0, backed: isBackedWhole ? weight : 0, asks };
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
  let said = 0;
  let backed = 0;
  let asks = false;
  let translated = false;
  for (const span of spans) {
    const ground = toGround(span.cites, prompt);
    const sameScript = wantsChinese(prompt.language) || !HAN.test(ground.binding);
    for (const match of text.slice(span.start, span.end).matchAll(SENTENCE)) {
      const verdict = judgeSentence(span.start + match.index, match[0], text, ground, prompt, sameScript);
      if (verdict.drop) return { ok: false, reason: verdict.drop };
      findings.push(...verdict.findings);
      weight += verdict.weight;
      said += verdict.said;
      backed += verdict.backed;
      asks ||= verdict.asks;
      translated ||= !sameScript && verdict.weight > 0;
    }
  }
  const grounded = weight === 0 ? 0 : backed / weight;
  // Kind words alone, or words that the sources do not say, are no answer from knowledge; a question back may be.
  if (
    toContent(text).length < LEAST_CONTENT ||
    cites.length === 0 ||
    (weight === 0 ? !asks : said < weight * LEAST_SUPPORTED)
  )
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
