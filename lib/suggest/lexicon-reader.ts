import type { ConceptSpan, TextReader } from '@/lib/knowledge/text-reader';
import { findConcepts } from '@/lib/understand/concepts';
import { getConcept } from '@/lib/understand/lexicon';
import { normalise } from '@/lib/understand/normalise';

/**
 * Concepts whose forms all say the same (褪色, 掉色, 串色). Intents and symptoms gather whatever leads to one answer, so a trigger
 * on one of their forms must not fire on the others (褪色 and 起球 are both colour-and-wear complaints).
 */
const isSynonymy = ({ concept }: ConceptSpan): boolean => {
  const kind = getConcept(concept)?.class;
  return kind === 'attribute' || kind === 'goods';
};

/** How triggers read text in the product: normalised, with the synonyms of the concept lexicon. */
export const lexiconReader: TextReader = {
  read: normalise,
  concepts: (text) => findConcepts(text).filter(isSynonymy),
};
