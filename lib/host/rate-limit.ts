import type { Clock } from '@/lib/core/clock';
import { createTokenBucket } from '@/lib/core/token-bucket';

/** True while a sender stays within its allowance; a token bucket of `burst` messages that refills `perSecond`. */
export type RateLimit = () => boolean;

/** Makes the allowance of one sender. */
export function createRateLimit(clock: Clock, burst: number, perSecond: number): RateLimit {
  const bucket = createTokenBucket(clock, burst, perSecond);
  return () => bucket.take() === 0;
}
