import type { Clock } from './clock';
import { createTokenBucket } from './token-bucket';

/** Runs a task that was asked for: at once, or together with others that were asked for meanwhile. */
export type Pace = () => void;

/** How often a task may run: `burst` times in a row, then `perSecond`. */
export interface PaceOptions {
  burst: number;
  perSecond: number;
}

/**
 * Spreads a task that many events ask for. Single events are served at once; in a storm the task runs now and then, and always once
 * more after its last event, so that nothing is missed.
 */
export function createPace(clock: Clock, task: () => void, { burst, perSecond }: PaceOptions): Pace {
  const bucket = createTokenBucket(clock, burst, perSecond);
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    if (timer !== undefined) return;
    const waitMs = bucket.take();
    if (waitMs === 0) return task();
    timer = setTimeout(() => {
      timer = undefined;
      bucket.take();
      task();
    }, waitMs);
  };
}
