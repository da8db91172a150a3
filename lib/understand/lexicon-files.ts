import aftersale from '@/assets/lexicons/concepts-aftersale.json';
import goods from '@/assets/lexicons/concepts-goods.json';
import order from '@/assets/lexicons/concepts-order.json';
import product from '@/assets/lexicons/concepts-product.json';
import promo from '@/assets/lexicons/concepts-promo.json';
import service from '@/assets/lexicons/concepts-service.json';
import tone from '@/assets/lexicons/concepts-tone.json';
import topic from '@/assets/lexicons/concepts-topic.json';
import words from '@/assets/lexicons/concepts-words.json';
import type { ConceptRow } from './lexicon';

/** The concept files, in the order in which they are loaded. */
export const LEXICON_FILES: readonly (readonly ConceptRow[])[] = [
  product,
  service,
  promo,
  aftersale,
  order,
  tone,
  topic,
  goods,
  words,
].map((rows) => rows as unknown as readonly ConceptRow[]);
