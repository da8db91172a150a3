import type { Clock } from './clock';

/** An allowance of `burst` takings in a row that refills `perSecond`. */
export interface TokenBucket {
  /** Takes one and gives 0, or takes none and gives the milliseconds until there is one again. */
  take(): number;
}

/** Makes it full. A clock that is set back refills nothing and takes nothing away. */
export function createTokenBucket(clock: Clock, burst: number, perSecond: number): TokenBucket {
  let tokens = burst;
  let at = clock.now();
  return {
    take() {
      const now = clock.now();
      tokens = Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond);
      at = now;
      if (tokens < 1) return Math.ceil(((1 - tokens) / perSecond) * 1000);
      tokens -= 1;
      return 0;
    },
  };
}
