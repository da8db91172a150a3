import { fitsList, fitsPlatform } from '@/lib/knowledge/entry';
import type { Answer } from '@/lib/knowledge/schema';
import { fillSlots } from '@/lib/knowledge/slots';
import { speaks } from './reply-language';
import type { Situation } from './situation';
import { checkWhen } from './when';

/** The wording of an answer that fits best here. */
export interface ChosenText {
  /** `base` is the answer itself. */
  variantId: string;
  /** With slots still in it. */
  text: string;
  /** Attribute values of the product that decided. */
  values: string[];
}

interface Candidate extends ChosenText {
  specificity: number;
}

/** A condition that is not surely met leaves the choice to the plain answer, which fits everywhere. */
function listCandidates(entry: Answer, situation: Situation): Candidate[] {
  const { language } = situation.understanding;
  const all: Candidate[] = [{ variantId: 'base', text: entry.answer, values: [], specificity: 0 }];
  for (const { id, when, shops, platforms, text } of entry.variants ?? []) {
    if (!fitsList(shops, situation.place.shops) || !fitsPlatform(platforms, situation.place.platform)) continue;
    const verdict = checkWhen(when, situation);
    if (verdict.state !== 'yes') continue;
    const places = (shops?.length ? 1 : 0) + (platforms?.length ? 1 : 0);
    all.push({ variantId: id, text, values: verdict.values, specificity: verdict.met + places });
  }
  return all.filter(({ text }) => text.trim() !== '' && speaks(text, language));
}

/** How long ago a text was sent here: 0 = never, larger = more recently. Reads texts and ids of suggestions alike. */
function lastUse(entryId: string, candidate: Candidate, situation: Situation): number {
  const { text } = fillSlots(candidate.text, situation.slots);
  const recent = situation.settings.recentTexts;
  for (let i = recent.length - 1; i >= 0; i--) {
    const sent = recent[i] ?? '';
    if (sent.includes(text) || sent.startsWith(`${entryId}#${candidate.variantId}#`)) return i + 1;
  }
  return 0;
}

/**
 * The most specific wording whose conditions are all met; among equal ones the one sent longest ago, since platforms intercept
 * repeated text. Null when no wording is in the buyer's language.
 */
export function chooseText(entry: Answer, situation: Situation): ChosenText | null {
  const candidates = listCandidates(entry, situation);
  const top = Math.max(...candidates.map(({ specificity }) => specificity));
  const equal = candidates.filter(({ specificity }) => specificity === top);
  const used = new Map(equal.map((candidate) => [candidate, lastUse(entry.id, candidate, situation)]));
  return equal.sort((a, b) => (used.get(a) ?? 0) - (used.get(b) ?? 0))[0] ?? null;
}
