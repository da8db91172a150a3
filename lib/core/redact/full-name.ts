import { givenStrength, isPublicName, startsNotName, surnameLength } from './people';

/** True for a Han character of the basic block. */
export const isHan = (char: string | undefined): boolean => char !== undefined && char >= '\u4e00' && char <= '\u9fff';

/** A name as read in a folded text. */
export interface Name {
  start: number;
  end: number;
  /** 0..2 as `givenStrength`. */
  strength: number;
}

/** The full Chinese name at `at`, longest likely first: surname and one or two characters. */
export function readFullName(text: string, at: number, isMarked = false): Name | null {
  const length = surnameLength(text, at);
  if (length === 0) return null;
  // 黎明珠 after 我同事 is a name although 黎明 is a word; 王老吉 stays what it is.
  const isWord = startsNotName(text, at);
  if (
    isWord &&
    !(
      isMarked &&
      length === 1 &&
      givenStrength(text.slice(at + 1, at + 3)) === 2 &&
      !isPublicName(text.slice(at, at + 3))
    )
  )
    return null;
  const from = at + length;
  let best: Name | null = null;
  for (const size of [2, 1, 3]) {
    if (size === 3 && length === 1) continue;
    const name = text.slice(from, from + size);
    if (name.length < size || ![...name].every(isHan)) continue;
    const strength = givenStrength(name);
    if (strength > 0 && (!best || (strength > best.strength && size > 1)))
      best = { start: at, end: from + size, strength };
  }
  return best;
}
