import type { GuardOptions } from './guard/guard';
import type { Shelf } from './shelf';
import type { Situation } from './situation';

/** What decides beside the text: the platform, and the words that leads have added or allowed. */
export const getGuardOptions = (shelf: Shelf, { place, nowMs }: Pick<Situation, 'place' | 'nowMs'>): GuardOptions => ({
  platform: place.platform,
  lexicons: shelf.list('lexicon', place, nowMs).map(({ entry }) => entry),
});
