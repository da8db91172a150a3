const ENDED = /[。！？!?~～…：:；;）)」』”"\n]$|[.]$|\p{Extended_Pictographic}$/u;
const HAN = /\p{Script=Han}/u;

/** Joins pieces of a reply to one text: each piece ends as a sentence; Chinese without, other scripts with a blank between. */
export function joinSentences(pieces: readonly (string | undefined)[]): string {
  const kept = pieces.map((piece) => piece?.trim() ?? '').filter((piece) => piece !== '');
  const [only] = kept;
  if (kept.length <= 1) return only ?? '';
  const chinese = HAN.test(kept.join(''));
  return kept
    .map((piece, i) => (i === kept.length - 1 || ENDED.test(piece) ? piece : `${piece}${chinese ? '。' : '.'}`))
    .join(chinese ? '' : ' ');
}
