import { speaks, wantsChinese } from '../reply-language';
import type { Finding } from '../view-model';
import type { RewriteDrop } from './check-rewrite';
import type { DraftCandidate } from './draft-schema';
import { type Ground, judgeSentence, mark, SENTENCE } from './judge-sentence';
import type { CitedSource, DraftPrompt } from './prompt';
import { toContent } from './support';
import { findUnsafe } from './unsafe-output';

/** Why a candidate is not offered. */
export type DropReason = RewriteDrop | 'repeat';

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
/** A candidate of which less than this share (by characters) is said by its sources is no draft from knowledge. */
const LEAST_SUPPORTED = 0.34;
/** Fewer characters of substance answer nothing. */
const LEAST_CONTENT = 4;

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

const HAN = /\p{Script=Han}/u;

function toGround(cites: readonly string[], prompt: DraftPrompt): Ground {
  const all = [...prompt.sources.values()];
  const cited = all.filter((source) => source.entryId !== null && cites.includes(source.ref)).map(({ text }) => text);
  const shop = all.filter(({ kind }) => kind === 'shop').map(({ text }) => text);
  const page = all.filter(({ kind }) => kind === 'page').map(({ text }) => text);
  const binding = [...cited, ...shop].join('\n');
  return { binding, stated: [binding, ...page].join('\n') };
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
      const verdict = judgeSentence(span.start + match.index, match[0], text, ground, prompt.said, sameScript);
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
  // Figures, dates and, in English, promises were compared across the languages; the rest of the wording cannot be.
  if (translated) {
    const isCompared = prompt.language.startsWith('en') && findings.length === 0;
    findings.push(mark(text, 0, text.length, isCompared ? 'translated-figures' : 'translated'));
  }
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
