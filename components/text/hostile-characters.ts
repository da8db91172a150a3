/** A run of text as it may be shown: plain, or characters that would act on the text around them. */
export interface TextRun {
  text: string;
  /** Control, bidi and zero-width characters: shown as a mark, kept in the DOM, isolated. */
  hidden: boolean;
  start: number;
}

/**
 * C0/C1 controls (but tab and line feed), soft hyphen, bidi marks, embeddings, overrides and isolates, zero-width space,
 * joiners, word joiner, invisible operators, Mongolian vowel separator, byte order mark, interlinear and tag characters.
 * Unicode 16, general categories Cc and Cf. The zero-width joiner stays out: emoji families need it.
 */
const HIDDEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the job
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]+/gu;

/** Splits text into runs; linear in its length. */
export function splitHidden(text: string): TextRun[] {
  const runs: TextRun[] = [];
  let at = 0;
  for (const match of text.matchAll(HIDDEN)) {
    if (match.index > at) runs.push({ text: text.slice(at, match.index), hidden: false, start: at });
    runs.push({ text: match[0], hidden: true, start: match.index });
    at = match.index + match[0].length;
  }
  if (at < text.length) runs.push({ text: text.slice(at), hidden: false, start: at });
  return runs;
}

/** Cuts to at most `max` UTF-16 units without splitting a surrogate pair. */
export function cutText(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  return text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
}
