import type { Clock } from './clock';

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
  let tokens = burst;
  let at = clock.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const fill = () => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + (Math.max(0, now - at) / 1000) * perSecond);
    at = now;
  };
  const run = () => {
    timer = undefined;
    fill();
    tokens = Math.max(0, tokens - 1);
    task();
  };
  return () => {
    if (timer !== undefined) return;
    fill();
    if (tokens >= 1) run();
    else timer = setTimeout(run, Math.ceil(((1 - tokens) / perSecond) * 1000));
  };
}
