/** The only source of time in the domains: milliseconds since the epoch. Tests and evaluation pass a fixed one. */
export interface Clock {
  now(): number;
}

/** The machine's clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still at `ms` (evaluation, tests). */
export const createFixedClock = (ms: number): Clock => ({ now: () => ms });
