import type { Advice } from '@/lib/suggest/view-model';

/** Something that one press inserts: its source id and exactly the text that is shown for it. */
export interface Piece {
  id: string;
  text: string;
}

/** Keys reach the first three pieces of the list. */
const PLACES = 3;

/** Source id of a playbook option, as the host issues it: the option's number counts from 1. */
export const optionId = (suggestionId: string, index: number): string => `${suggestionId}#option-${index + 1}`;

/** The pieces that keys 1..3 insert, in the order that they stand on the screen: suggestions, then what cards send, then the ready question. */
export function getPlaces(advice: Advice | null): Piece[] {
  if (!advice) return [];
  const pieces: Piece[] = [
    ...advice.suggestions.map(({ id, text }) => ({ id, text })),
    ...(advice.ask?.question ? [advice.ask.question] : []),
    ...advice.cards.flatMap((card) => (card.internal ? [] : card.send.map(({ id, text }) => ({ id, text })))),
  ];
  return pieces.slice(0, PLACES);
}

/** Equal for advices that paint the same list. */
export function getListKey(advice: Advice | null): string {
  if (!advice) return '';
  return JSON.stringify([
    advice.ref,
    advice.silence,
    advice.suggestions.map((s) => [s.id, s.text, s.options?.map((o) => [o.text, o.allowed])]),
    advice.cards.map((card) => [card.id, card.body, card.send]),
    advice.ask,
  ]);
}
