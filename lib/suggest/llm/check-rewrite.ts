import { getReplyLanguage, speaks, wantsChinese } from '../reply-language';
import type { Finding } from '../view-model';
import { isSameDate, listDates } from './dates';
import { judgeSentence, mark, SENTENCE } from './judge-sentence';
import { listFlips } from './negations';
import { isSameQuantity, listQuantities } from './quantities';
import { toContent } from './support';
import type { ToolPrompt } from './tool-prompt';
import { findUnsafe, type UnsafeReason } from './unsafe-output';

/** Why the answer of a tool is not shown. */
export type RewriteDrop =
  | UnsafeReason
  | 'empty'
  | 'too-long'
  | 'language'
  | 'unbacked-promise'
  | 'contradicts'
  | 'unsupported'
  | 'guard';

export type RewriteVerdict = { ok: true; text: string; findings: Finding[] } | { ok: false; reason: RewriteDrop };

/** A translation grows; no console takes more in one message. */
const MAX_CHARS = 1200;
const HAN = /\p{Script=Han}/u;
/** A translation of the buyer's words repeats what they hold; only our own rules must not stand there. */
const ALWAYS_UNSAFE: ReadonlySet<UnsafeReason> = new Set(['echo', 'placeholder']);

const clean = (text: string): string => text.replace(/[\p{Cf}\p{Co}]/gu, '').trim();

/** A figure or day of the source that the answer lost: marked at its start, with the words that are gone. */
const lost = (span: string): Finding => ({
  type: 'unbacked',
  severity: 'amber',
  start: 0,
  end: 0,
  span,
  rule: 'unbacked.lost',
});

/** Figures and days of `source` that `text` does not have. */
export function listLost(source: string, text: string, sameScript: boolean): Finding[] {
  const figures = listQuantities(text);
  const days = listDates(text);
  const gone = [
    ...listQuantities(source).filter((one) => !figures.some((other) => isSameQuantity(one, other))),
    ...listDates(source).filter((one) => !days.some((other) => isSameDate(one, other, sameScript))),
  ];
  return [...new Set(gone.map(({ start, end }) => source.slice(start, end)))].map(lost);
}

/**
 * Judges the answer of a tool against what it was made from: a promise, an amount or a denial that the source does not have drops it;
 * figures, days, materials and sentences that the source does not say are marked, and so is what was left out.
 */
export function checkRewrite(raw: string, prompt: ToolPrompt): RewriteVerdict {
  const hidden = clean(raw);
  if (!hidden) return { ok: false, reason: 'empty' };
  if (prompt.listForeign(hidden).length > 0) return { ok: false, reason: 'placeholder' };
  const unsafe = findUnsafe(hidden.replace(/〔[^〔〕]{1,12}〕/g, '〇'), prompt.sent);
  const reads = prompt.kind === 'to-agent' || prompt.kind === 'back';
  if (unsafe && (!reads || ALWAYS_UNSAFE.has(unsafe))) return { ok: false, reason: unsafe };
  const text = prompt.restore(hidden);
  if (text.length > MAX_CHARS) return { ok: false, reason: 'too-long' };
  const fits = prompt.kind === 'rewrite' ? getReplyLanguage(text) === getReplyLanguage(prompt.source) : null;
  if (fits === false && toContent(text).length > 8) return { ok: false, reason: 'language' };
  if (fits === null && !speaks(text, prompt.language)) return { ok: false, reason: 'language' };

  const stated = `${prompt.source}\n${prompt.cited}`;
  const sameScript = HAN.test(prompt.source) === wantsChinese(prompt.language) || fits !== null;
  const findings: Finding[] = [];
  let weight = 0;
  let said = 0;
  for (const match of text.matchAll(SENTENCE)) {
    const ground = { binding: stated, stated };
    const verdict = judgeSentence(match.index, match[0], text, ground, stated, sameScript);
    // The buyer's own words may ask for anything; only what we would say binds us.
    if (verdict.drop && !reads) {
      if (sameScript) return { ok: false, reason: verdict.drop };
      // Across languages the classes of promises are coarse: the back-translation and a mark decide, and the agent.
      findings.push(mark(text, match.index, match.index + match[0].trimEnd().length, 'promise'));
    }
    findings.push(...verdict.findings);
    weight += verdict.weight;
    said += verdict.said;
  }
  if (prompt.kind === 'rewrite' && weight > 0 && said === 0) return { ok: false, reason: 'unsupported' };
  if (prompt.kind === 'rewrite')
    for (const { start, end } of listFlips(prompt.source, text)) findings.push(mark(text, start, end, 'flipped'));
  findings.push(...listLost(prompt.source, text, sameScript));
  return { ok: true, text, findings: findings.sort((a, b) => a.start - b.start || a.end - b.end) };
}
