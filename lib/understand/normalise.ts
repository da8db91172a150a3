import rules from '@/assets/lexicons/normalise.json';
import { type FoldedText, foldText, fromUnits } from '@/lib/core/text';
import { expandForms } from '@/lib/core/text-forms';
import { createTextMatcher, type TextMatch, type TextMatcher } from '@/lib/core/text-matcher';
import { findHomophones } from './homophones';

/** Folded text in standard trade words; `offsets` still lead to what the buyer wrote. */
export interface Normalised extends FoldedText {}

/** A piece of the folded text to be written another way. */
export interface Replacement {
  start: number;
  end: number;
  to: string;
}

interface Rules {
  matcher: TextMatcher;
  to: string[];
}

let loaded: Rules | null = null;

/** `keep` rows protect a word from shorter rules inside it; other rows are `standard: shorthand of its forms`. */
function loadRules(): Rules {
  const from: string[] = [];
  const to: string[] = [];
  const { keep, ...registers } = rules as { keep: string } & Record<string, string | Record<string, string>>;
  const add = (form: string, standard: string) => {
    from.push(foldText(form).text);
    to.push(standard);
  };
  for (const word of expandForms(keep)) add(word, word);
  for (const register of Object.values(registers))
    for (const [standard, forms] of Object.entries(register))
      for (const form of expandForms(forms)) add(form, standard);
  return { matcher: createTextMatcher(from), to };
}

const isWordUnit = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** Latin words and digits match whole words only: `th` is 退货 alone, never inside `the`. */
function isWhole(text: string, start: number, end: number): boolean {
  const cutsStart = start > 0 && isWordUnit(text.charCodeAt(start)) && isWordUnit(text.charCodeAt(start - 1));
  const cutsEnd = end < text.length && isWordUnit(text.charCodeAt(end - 1)) && isWordUnit(text.charCodeAt(end));
  return !cutsStart && !cutsEnd;
}

/** Leftmost, then longest, never overlapping. */
function choose(matches: TextMatch[], text: string): TextMatch[] {
  const sorted = matches
    .filter(({ start, end }) => isWhole(text, start, end))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  const chosen: TextMatch[] = [];
  let free = 0;
  for (const match of sorted) {
    if (match.start < free) continue;
    chosen.push(match);
    free = match.end;
  }
  return chosen;
}

/** Writes replacements (sorted, apart) into a folded text and keeps the way back: new units share out the old span. */
export function replaceSpans(folded: FoldedText, replacements: readonly Replacement[]): FoldedText {
  if (replacements.length === 0) return folded;
  let text = '';
  const offsets: number[] = [];
  let at = 0;
  const copy = (end: number) => {
    text += folded.text.slice(at, end);
    for (let i = at; i < end; i++) offsets.push(folded.offsets[i] ?? 0);
  };
  for (const { start, end, to } of replacements) {
    copy(start);
    text += to;
    for (let k = 0; k < to.length; k++)
      offsets.push(folded.offsets[start + Math.floor((k * (end - start)) / to.length)] ?? 0);
    at = end;
  }
  copy(folded.text.length);
  offsets.push(folded.offsets[folded.text.length] ?? folded.original.length);
  return { original: folded.original, text, offsets: Int32Array.from(offsets) };
}

/** Cuts runs of one character to two (好好好好 → 好好, !!!! → !!); digits and line breaks stay. */
function collapseRuns(folded: FoldedText): FoldedText {
  const { text } = folded;
  const kept: number[] = [];
  const offsets: number[] = [];
  let run = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    run = i > 0 && code === text.charCodeAt(i - 1) ? run + 1 : 1;
    const isDigit = code >= 48 && code <= 57;
    if (run > 2 && !isDigit) continue;
    kept.push(code);
    offsets.push(folded.offsets[i] ?? 0);
  }
  if (kept.length === text.length) return folded;
  offsets.push(folded.offsets[text.length] ?? folded.original.length);
  return { original: folded.original, text: fromUnits(kept), offsets: Int32Array.from(offsets) };
}

/**
 * The first half of `normalise`, without guessing at homophones: folding, stickers → emoji, runs cut, dialect, slang,
 * abbreviations and known typos replaced. For text that is known to be spelled well, such as our own lexicons.
 */
export function standardise(text: string): Normalised {
  loaded ??= loadRules();
  const { matcher, to } = loaded;
  const folded = collapseRuns(foldText(text));
  return replaceSpans(
    folded,
    choose(matcher.find(folded.text), folded.text).map(({ pattern, start, end }) => ({
      start,
      end,
      to: to[pattern] ?? '',
    })),
  );
}

/** True when no rule would touch an already folded text: saves work on lexicon forms. */
export function isStandard(folded: string): boolean {
  loaded ??= loadRules();
  return loaded.matcher.find(folded).length === 0;
}

/** Brings any buyer's writing to standard trade words, homophone typos included. Linear, any input, never throws. */
export function normalise(text: string): Normalised {
  const standard = standardise(text);
  return replaceSpans(standard, findHomophones(standard.text));
}
