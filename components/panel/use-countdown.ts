import { useEffect, useState } from 'react';

const toSeconds = (untilMs: number | undefined): number =>
  untilMs === undefined ? 0 : Math.max(0, Math.ceil((untilMs - Date.now()) / 1000));

/** Whole seconds until an instant (ms since the epoch), ticking; 0 when it has passed or there is none. */
export function useCountdown(untilMs: number | undefined): number {
  const [seconds, setSeconds] = useState(() => toSeconds(untilMs));
  useEffect(() => {
    const tick = () => setSeconds(toSeconds(untilMs));
    tick();
    if (toSeconds(untilMs) === 0) return;
    const timer = setInterval(() => {
      tick();
      if (toSeconds(untilMs) === 0) clearInterval(timer);
    }, 1000);
    return () => clearInterval(timer);
  }, [untilMs]);
  return seconds;
}
