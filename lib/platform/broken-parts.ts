import type { Health } from './messages';

/** The parts of a console that ought to be there and are not. */
export const getBrokenParts = ({ parts }: Health): string[] =>
  Object.entries(parts).flatMap(([part, { broken }]) => (broken ? [part] : []));
