import { checkSuggestion } from './check-suggestion';
import type { Candidate } from './choose-suggestions';
import { composeSuggestion } from './compose';
import { type AppliedNotice, isGoverned } from './notices';
import { findFactReply } from './product-facts';
import { speaks } from './reply-language';
import type { Retrieved } from './retrieve/retriever';
import type { Shelf } from './shelf';
import type { Situation } from './situation';
import { toSuggestion } from './suggestion';
import type { Finding, Why } from './view-model';

/** A figure of the product's own sheet, asked for by its name, is as sure as a reply can be. */
const FACT_CONFIDENCE = 0.9;

type Guard = (text: string) => Finding[];

/** Replies of the notices that govern the turn. */
export function composeNotices(guardText: Guard, applied: readonly AppliedNotice[], situation: Situation): Candidate[] {
  return applied.flatMap(({ sourced, by, terms }) => {
    const { entry } = sourced;
    if (!speaks(entry.wording, situation.understanding.language)) return [];
    const why = [{ code: 'notice' as const }, ...(by === 'trigger' ? [{ code: 'trigger' as const, terms }] : [])];
    const draft = { sourced, origin: 'notice' as const, variantId: 'wording', text: entry.wording, confidence: 1, why };
    const suggestion = checkSuggestion(toSuggestion(draft, situation), guardText);
    return suggestion ? [{ suggestion, entry }] : [];
  });
}

/** Replies of found entries that no notice governs and no red finding stops, in the order given. */
export function composeFound(
  guardText: Guard,
  rows: readonly Retrieved[],
  applied: readonly AppliedNotice[],
  situation: Situation,
): Candidate[] {
  return rows.flatMap((row) => {
    const composed = composeSuggestion(row, situation);
    if (!composed || applied.some((notice) => isGoverned(notice, row.entry, composed.text))) return [];
    const suggestion = checkSuggestion(composed, guardText);
    return suggestion ? [{ suggestion, entry: row.entry }] : [];
  });
}

/** A reply from the fact sheet of the product in focus, when the turn names one of its facts. */
export function composeFacts(guardText: Guard, shelf: Shelf, situation: Situation): Candidate[] {
  const { product, place, nowMs } = situation;
  const reply = findFactReply(product.sheet, situation);
  const sheet = shelf.get(product.sheet?.id ?? '').find(({ entry }) => entry === product.sheet);
  if (!reply || !sheet || !shelf.counts(sheet, place, nowMs)) return [];
  const why: Why[] = [{ code: 'product', terms: reply.names }];
  const draft = {
    sourced: sheet,
    origin: 'local' as const,
    variantId: 'facts',
    text: reply.text,
    confidence: FACT_CONFIDENCE,
    why,
  };
  const made = toSuggestion(draft, situation);
  const suggestion = checkSuggestion(
    { ...made, source: { ...made.source, sources: [...made.source.sources, ...reply.sources] } },
    guardText,
  );
  return suggestion ? [{ suggestion, entry: sheet.entry }] : [];
}
