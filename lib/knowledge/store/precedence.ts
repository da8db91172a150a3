import type { SourceLevel } from './rows';

/** Name of the source of entries written on this machine. */
export const OWN_SOURCE = 'own';
/** Id of the bundled starter pack's source. */
export const STARTER_SOURCE = 'starter';

/** Higher wins on the same id and the same question (architecture.md, "Knowledge"). */
export const OWN_PRECEDENCE = 30;
export const LEVEL_PRECEDENCE: Readonly<Record<SourceLevel, number>> = { starter: 0, company: 20, shop: 21 };
