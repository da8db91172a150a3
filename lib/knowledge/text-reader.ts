import { type FoldedText, foldText } from '@/lib/core/text';

/** A trade concept found in a folded text; `end` is exclusive. */
export interface ConceptSpan {
  concept: string;
  start: number;
  end: number;
}

/**
 * How knowledge reads text. The product passes the normaliser and the concept lexicon of `lib/understand`;
 * `plainReader` knows no concepts.
 */
export interface TextReader {
  /** The text made comparable, with offsets back to what was written. */
  read(text: string): FoldedText;
  concepts(text: FoldedText): readonly ConceptSpan[];
}

export const plainReader: TextReader = { read: foldText, concepts: () => [] };
