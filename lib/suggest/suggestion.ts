import { hashText } from '@/lib/core/ids';
import { type FilledText, fillSlots, isShopFact } from '@/lib/knowledge/slots';
import type { SourcedEntry } from './assistant';
import type { Situation } from './situation';
import { getSourceInfo } from './source-info';
import type { Suggestion, Why } from './view-model';

/** What a suggestion is made of. */
export interface SuggestionDraft {
  sourced: SourcedEntry;
  origin: 'local' | 'notice';
  variantId: string;
  /** Reply with slots still in it, or already filled. */
  text: string | FilledText;
  confidence: number;
  why: readonly Why[];
  options?: Suggestion['options'];
}

/** Fills the slots and gives the suggestion its identity: entry, variant and the filled text. */
export function toSuggestion(draft: SuggestionDraft, situation: Situation): Suggestion {
  const { sourced, origin, variantId, confidence, why, options } = draft;
  const { entry } = sourced;
  const filled = typeof draft.text === 'string' ? fillSlots(draft.text, situation.slots) : draft.text;
  const missingFacts = filled.missing.filter(isShopFact);
  return {
    id: `${entry.id}#${variantId}#${hashText(filled.text)}`,
    entryId: entry.id,
    origin,
    title: entry.title,
    text: filled.text,
    slots: filled.slots,
    confidence,
    why: [...why],
    source: getSourceInfo(sourced, situation.nowMs),
    ...(options ? { options } : {}),
    ...(missingFacts.length > 0 ? { missingFacts } : {}),
  };
}

/** False while a slot is empty: such a reply stands below every complete one. */
export const isComplete = (suggestion: Suggestion): boolean => !suggestion.slots.some((slot) => slot.empty);
