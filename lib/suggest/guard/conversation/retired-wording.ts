import type { Finding } from '@/lib/suggest/view-model';
import { getContainment, getSimilarity, toBare } from '../similarity';
import { type GuardContext, type RetiredWording, toFindingOf } from './context';

/** Share of the withdrawn wording's bigrams that a passage must hold; less when the same numbers stand in both. Tuned on own paraphrases, 2026-11-21. */
const ALIKE = 0.55;
const ALIKE_WITH_NUMBERS = 0.4;

/** Numbers with their unit: what a promise is about. */
const numbersOf = (text: string): string[] =>
  toBare(text).match(
    /(?:\d+|[一二两三四五六七八九十百千半]+)(?:小时|天|个?月|年|元|块|倍|折|件|周|分钟|个工作日|工作日|%)/g,
  ) ?? [];
const DIGITS: Record<string, string> = {
  一: '1',
  二: '2',
  两: '2',
  三: '3',
  四: '4',
  五: '5',
  六: '6',
  七: '7',
  八: '8',
  九: '9',
  十: '10',
};
const toPlain = (value: string): string =>
  value.replace(/^[一二两三四五六七八九十]/, (digit) => DIGITS[digit] ?? digit);
const denies = (text: string): boolean =>
  /不|没|无法|别|勿|取消|不再/.test(text.replace(/不好意思|不客气|不急|不用担心|不仅|要不/g, ''));

/** Sentences of a draft with their place; neighbouring clauses of one sentence stay together. */
function passagesOf(draft: string): { start: number; end: number }[] {
  const places: { start: number; end: number }[] = [];
  for (const match of draft.matchAll(/[^。！!？?；;\n]+/g))
    places.push({ start: match.index, end: match.index + match[0].length });
  const clauses: { start: number; end: number }[] = [];
  for (const place of places)
    for (const match of draft.slice(place.start, place.end).matchAll(/[^，,~～]+/g))
      clauses.push({ start: place.start + match.index, end: place.start + match.index + match[0].length });
  const pairs = clauses.slice(1).map((clause, i) => ({ start: clauses[i]?.start ?? clause.start, end: clause.end }));
  return [...clauses, ...pairs, ...places];
}

/** True when a passage says what was withdrawn: much the same words, the same numbers, the same polarity, and not the new wording. */
function saysSame(passage: string, wording: RetiredWording): boolean {
  const numbers = numbersOf(wording.text).map(toPlain);
  const own = numbersOf(passage).map(toPlain);
  const hasNumbers = numbers.length > 0 && numbers.every((number) => own.includes(number));
  if (numbers.length > 0 && !hasNumbers) return false;
  if (denies(passage) !== denies(wording.text)) return false;
  if (getContainment(wording.text, passage) < (hasNumbers ? ALIKE_WITH_NUMBERS : ALIKE)) return false;
  return (
    wording.replacement === undefined ||
    getSimilarity(passage, wording.text) >= getSimilarity(passage, wording.replacement)
  );
}

/** Withdrawn wordings, also reworded: the shortest passage that says one, once per wording. */
export function findRetiredWording(draft: string, context: GuardContext): Finding[] {
  const passages = passagesOf(draft).sort((a, b) => a.end - a.start - (b.end - b.start));
  return (context.retiredWordings ?? []).flatMap((wording) => {
    if (toBare(wording.text).length < 4) return [];
    const found = passages.find((place) => saysSame(draft.slice(place.start, place.end), wording));
    return found
      ? [toFindingOf(draft, 'retired_wording', 'red', `retired_wording:${wording.id}`, found, wording.replacement)]
      : [];
  });
}
