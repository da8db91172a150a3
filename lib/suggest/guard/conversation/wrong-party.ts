import { findPersonalNumbers } from '@/lib/core/redact';
import { foldText } from '@/lib/core/text';
import type { Finding } from '@/lib/suggest/view-model';
import { type GuardContext, getConversationText, toFindingOf } from './context';

/** Places of a word in a text, compared folded. */
function placesOf(draft: string, word: string): { start: number; end: number }[] {
  const { text, offsets } = foldText(draft);
  const folded = foldText(word).text.trim();
  const places: { start: number; end: number }[] = [];
  if (folded.length < 2) return places;
  for (let at = text.indexOf(folded); at >= 0; at = text.indexOf(folded, at + folded.length))
    places.push({ start: offsets[at] ?? 0, end: offsets[at + folded.length] ?? draft.length });
  return places;
}

const toKey = (value: string): string => foldText(value).text.replace(/[^a-z0-9]/g, '');

/** The name or order number of somebody else: another open buyer's, or an order that this conversation does not know. */
export function findWrongBuyer(draft: string, context: GuardContext): Finding[] {
  const { conversation } = context;
  if (!conversation) return [];
  const known = getConversationText(conversation);
  const foldedKnown = foldText(known).text;
  const findings: Finding[] = [];
  for (const name of context.otherBuyerNames ?? []) {
    // A name that this buyer bears or mentioned is no mistake.
    if (foldedKnown.includes(foldText(name).text.trim())) continue;
    for (const place of placesOf(draft, name))
      findings.push(toFindingOf(draft, 'wrong_buyer', 'red', 'wrong_buyer.name', place, conversation.buyer.name));
  }
  const knownKeys = toKey(known);
  const others = new Set((context.otherOrderIds ?? []).map(toKey));
  for (const span of findPersonalNumbers(draft)) {
    if (span.type !== 'order' && span.type !== 'tracking') continue;
    const key = toKey(draft.slice(span.start, span.end));
    if (knownKeys.includes(key)) continue;
    const isOthers = others.has(key);
    // Without another buyer's number in hand, only an order number beside known orders is suspicious.
    if (isOthers || (span.type === 'order' && conversation.orders.length > 0))
      findings.push(
        toFindingOf(
          draft,
          'wrong_buyer',
          isOthers ? 'red' : 'amber',
          'wrong_buyer.order',
          span,
          conversation.orders[0]?.id,
        ),
      );
  }
  return findings;
}

/** The name of another shop of the team. */
export function findWrongShop(draft: string, context: GuardContext): Finding[] {
  const own = foldText(context.conversation?.shop.name ?? '').text.trim();
  const known = foldText(getConversationText(context.conversation)).text;
  return (
    (context.otherShopNames ?? [])
      .filter((name) => {
        const folded = foldText(name).text.trim();
        return folded.length >= 2 && !own.includes(folded) && !known.includes(folded);
      })
      .flatMap((name) => placesOf(draft, name))
      // The own name may contain the other's (某某旗舰店 beside 某某).
      .filter(
        (place) =>
          own === '' || !placesOf(draft, own).some((mine) => mine.start <= place.start && place.end <= mine.end),
      )
      .map((place) =>
        toFindingOf(draft, 'wrong_shop', 'red', 'wrong_shop.name', place, context.conversation?.shop.name),
      )
  );
}
