/** Rhythm of looking for a new version while a console or a view is open (architecture.md, "Feed"). */
export const LIVE_INTERVAL_MS = 5000;
/** Longest wait after repeated failures. */
export const MAX_BACKOFF_MS = 5 * 60_000;
/** ± share of every delay, so that a hundred agents do not knock at once. */
const JITTER = 0.2;

/**
 * Delay until the next look (ms): 5 s after a success, doubled with every failure in a row up to five minutes, ± 20 %.
 * `random` gives 0..1.
 */
export function getDelayMs(failures: number, random: () => number): number {
  const base = Math.min(LIVE_INTERVAL_MS * 2 ** Math.min(failures, 20), MAX_BACKOFF_MS);
  return Math.round(base * (1 - JITTER + 2 * JITTER * random()));
}
