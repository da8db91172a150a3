import aftersale from './concepts-aftersale.json';
import goods from './concepts-goods.json';
import order from './concepts-order.json';
import product from './concepts-product.json';
import promo from './concepts-promo.json';
import service from './concepts-service.json';
import tone from './concepts-tone.json';
import topic from './concepts-topic.json';
import words from './concepts-words.json';
import type { ConceptRow } from './build-concepts';

/** The concept files, in the order in which they are shipped. */
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
