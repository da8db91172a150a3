import { type FoldedText, foldText, toOriginalSpan } from '@/lib/core/text';

/** A draft as the rules read it. */
export interface DraftText {
  original: string;
  folded: FoldedText;
  /** Folded text without blanks and ornaments between characters. */
  squeezed: string;
  /** Index into `folded.text` of each unit of `squeezed`, plus one past the end. */
  fromSqueezed: number[];
}

/** What people put between the characters of a word to get it past a filter; hearts, plus and mail signs carry meaning and stay. */
const ORNAMENT =
  /[\s.·•_*~^=|\\/'"`\-–—…@#&%$<>{}[\]【】「」『』《》〈〉•●○◎◇◆□■△▲▽▼☆★※→←↑↓。、]|(?![❤♥💚➕✉📧💰🐧])\p{Extended_Pictographic}/u;

const isLatin = (char: string | undefined): boolean => char !== undefined && char >= 'a' && char <= 'z';

/** True for a blank between Latin words of two letters or more: English stays readable, `w e i x i n` is pulled together. */
function isBetweenWords(text: string, at: number): boolean {
  if (!isLatin(text[at - 1]) || !isLatin(text[at + 1])) return false;
  return isLatin(text[at - 2]) || isLatin(text[at + 2]);
}

/** Prepares a draft for the rules. Linear in the length. */
export function toDraftText(original: string): DraftText {
  const folded = foldText(original);
  let squeezed = '';
  const fromSqueezed: number[] = [];
  let at = 0;
  for (const char of folded.text) {
    if (!ORNAMENT.test(char) || isBetweenWords(folded.text, at)) {
      for (let i = 0; i < char.length; i++) fromSqueezed.push(at + i);
      squeezed += char;
    }
    at += char.length;
  }
  fromSqueezed.push(folded.text.length);
  return { original, folded, squeezed, fromSqueezed };
}

/** The span of the draft as given behind a span of its squeezed form. */
export function spanOfSqueezed(draft: DraftText, start: number, end: number): { start: number; end: number } {
  const from = draft.fromSqueezed[start] ?? draft.folded.text.length;
  const to = (draft.fromSqueezed[end - 1] ?? draft.folded.text.length - 1) + 1;
  return toOriginalSpan(draft.folded, from, Math.max(to, from));
}

/** The span of the draft as given behind a span of its folded form. */
export const spanOfFolded = (draft: DraftText, start: number, end: number): { start: number; end: number } =>
  toOriginalSpan(draft.folded, start, end);
