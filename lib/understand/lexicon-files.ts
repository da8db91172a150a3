import promo from '@/assets/lexicons/concepts-promo.json';
import service from '@/assets/lexicons/concepts-service.json';
import type { ConceptRow } from './lexicon';

/** The concept files, in the order in which they are loaded. */
export const LEXICON_FILES: readonly (readonly ConceptRow[])[] = [service, promo].map(
  (rows) => rows as unknown as readonly ConceptRow[],
);
