import type { Candidate } from './choose-suggestions';
import { composeSuggestion } from './compose';
import { type AppliedNotice, isGoverned } from './notices';
import { findFactReply } from './product-facts';
import { speaks } from './reply-language';
import type { Retrieved } from './retrieve/retriever';
import type { Shelf } from './shelf';
import type { Situation } from './situation';
import { toSuggestion } from './suggestion';
import type { Why } from './view-model';

/** A figure of the product's own sheet, asked for by its name, is as sure as a reply can be. */
const FACT_CONFIDENCE = 0.9;

/** Replies of the notices that govern the turn. */
export function composeNotices(applied: readonly AppliedNotice[], situation: Situation): Candidate[] {
  return applied.flatMap(({ sourced, by, terms }) => {
    const { entry } = sourced;
    if (!speaks(entry.wording, situation.understanding.language)) return [];
    const why = [{ code: 'notice' as const }, ...(by === 'trigger' ? [{ code: 'trigger' as const, terms }] : [])];
    const draft = { sourced, origin: 'notice' as const, variantId: 'wording', text: entry.wording, confidence: 1, why };
    return [{ suggestion: toSuggestion(draft, situation), entry }];
  });
}

/** Most replies composed for one turn: three to show, the rest to take the place of near copies and red findings. */
const MAX_COMPOSED = 9;

/** Replies of found entries that no notice governs, in the order given. */
export function composeFound(
  rows: readonly Retrieved[],
  applied: readonly AppliedNotice[],
  situation: Situation,
): Candidate[] {
  const candidates: Candidate[] = [];
  for (const row of rows) {
    if (candidates.length >= MAX_COMPOSED) break;
    const suggestion = composeSuggestion(row, situation);
    if (!suggestion || applied.some((notice) => isGoverned(notice, row.entry, suggestion.text))) continue;
    candidates.push({ suggestion, entry: row.entry });
  }
  return candidates;
}

/** A reply from the fact sheet of the product in focus, when the turn names one of its facts. */
export function composeFacts(shelf: Shelf, situation: Situation): Candidate[] {
  const { product, place, nowMs } = situation;
  const reply = findFactReply(product.sheet, situation);
  const sheet = shelf.get(product.sheet?.id ?? '').find(({ entry }) => entry === product.sheet);
  if (!reply || !sheet || !shelf.counts(sheet, place, nowMs)) return [];
  const { text, names, sources } = reply;
  const why: Why[] = [{ code: 'product', terms: names }];
  const made = toSuggestion(
    { sourced: sheet, origin: 'local', variantId: 'facts', text, confidence: FACT_CONFIDENCE, why },
    situation,
  );
  const source = { ...made.source, sources: [...made.source.sources, ...sources] };
  return [{ suggestion: { ...made, source }, entry: sheet.entry }];
}
