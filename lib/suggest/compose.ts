import { isOneOfValues } from '@/lib/knowledge/attribute-values';
import type { Answer, Card } from '@/lib/knowledge/schema';
import { getOpener } from './empathy';
import { joinSentences } from './join-sentences';
import { composePlaybook, getOptions } from './playbook';
import { speaks } from './reply-language';
import type { Retrieved } from './retrieve/retriever';
import type { Situation } from './situation';
import { type SuggestionDraft, toSuggestion } from './suggestion';
import { chooseText } from './variants';
import type { Suggestion, Why } from './view-model';
import { checkWhen } from './when';

const ASKS_BACK = /[?？][^?？]{0,6}$/;
/** From this mood on a reply does not ask back: first the matter is settled. */
const NO_PROBE_LEVEL = 7;
/** From this mood on nothing is offered for sale. */
const NO_OFFER_LEVEL = 4;
/** Longest answer (UTF-16 units) that still takes a recommendation behind it. */
const MAX_FOR_OFFER = 120;
const SELLING = /^(?:presale|promo)\./;

/** Answer → probe → recommend: one question back at most, an offer only to a calm buyer who has not bought yet. */
function composeAnswer(entry: Answer, text: string, situation: Situation): string {
  const { mood, language, scene, stage, risks } = situation.understanding;
  const sellsHere = SELLING.test(entry.scene ?? scene.id) && (stage === 'presale' || stage === 'unpaid');
  const mayOffer = sellsHere && mood.level < NO_OFFER_LEVEL && risks.length === 0 && text.length <= MAX_FOR_OFFER;
  const mayProbe = mood.level < NO_PROBE_LEVEL && !ASKS_BACK.test(text);
  const own = (piece: string | undefined): string | undefined => (piece && speaks(piece, language) ? piece : undefined);
  return joinSentences([
    getOpener(text, situation),
    text,
    mayProbe ? own(entry.probe) : undefined,
    mayOffer ? own(entry.recommend) : undefined,
  ]);
}

/** Reasons of a found entry: what retrieval saw, plus what the wording itself fits. Never empty. */
function listReasons(found: Retrieved, values: readonly string[], situation: Situation): Why[] {
  const why: Why[] = [...found.why];
  if (values.length > 0 && !why.some(({ code }) => code === 'product'))
    why.push({ code: 'product', terms: [...values] });
  if (found.source === 'own') why.push({ code: 'own-entry' });
  const { scene } = situation.understanding;
  if (why.length === 0) why.push({ code: 'scene', scene: found.entry.scene ?? scene.id });
  return why;
}

function draftOf(
  found: Retrieved,
  situation: Situation,
): Omit<SuggestionDraft, 'sourced' | 'confidence' | 'origin'> | null {
  const { entry } = found;
  const { language } = situation.understanding;
  const verdict = checkWhen(entry.when, situation);
  if (entry.kind === 'answer') {
    const chosen = chooseText(entry, situation);
    if (!chosen) return null;
    const why = listReasons(found, [...verdict.values, ...chosen.values], situation);
    return { variantId: chosen.variantId, text: composeAnswer(entry, chosen.text, situation), why };
  }
  const why = listReasons(found, verdict.values, situation);
  if (entry.kind === 'playbook') {
    const opener = getOpener(entry.options[0]?.text ?? '', situation);
    const filled = composePlaybook(entry, situation, opener);
    return filled && { variantId: 'options', text: filled, why, options: getOptions(entry, situation) };
  }
  const piece =
    entry.kind === 'card' && fitsProduct(entry, situation)
      ? entry.send?.find(({ text }) => speaks(text, language))
      : undefined;
  if (!piece) return null;
  return { variantId: `send-${piece.label}`, text: joinSentences([getOpener(piece.text, situation), piece.text]), why };
}

/** A card on an attribute (silk, cotton) speaks only when the product's value is known to be its own. */
const fitsProduct = (card: Card, { product }: Situation): boolean =>
  card.triggers.some(({ attribute }) => {
    if (!attribute) return true;
    const { value, base } = product.attribute(attribute.name, attribute.values);
    return [value, base].some((own) => own && isOneOfValues(attribute.name, own, attribute.values));
  });

/**
 * The suggestion of one found entry; null when it has no text for this buyer, is internal, or its conditions do not hold.
 * Everything in the text comes from the entry, its slots, or the fixed sentences of `empathy.json`.
 */
export function composeSuggestion(found: Retrieved, situation: Situation): Suggestion | null {
  if (found.entry.internal === true || checkWhen(found.entry.when, situation).state === 'no') return null;
  const draft = draftOf(found, situation);
  if (!draft) return null;
  const { entry, source, precedence, confidence } = found;
  return toSuggestion({ ...draft, sourced: { entry, source, precedence }, origin: 'local', confidence }, situation);
}
