import type { Clock } from '@/lib/core/clock';

/** True while a sender stays within its allowance; a token bucket of `burst` messages that refills `perSecond`. */
export type RateLimit = () => boolean;

/** Makes the allowance of one sender. */
export function createRateLimit(clock: Clock, burst: number, perSecond: number): RateLimit {
  let tokens = burst;
  let at = clock.now();
  return () => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + ((now - at) / 1000) * perSecond);
    at = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
