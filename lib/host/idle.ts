/** The host closes this long after the last console or view has left (architecture.md, "Contexts"). */
export const IDLE_MS = 5 * 60_000;

/** Runs `onIdle` once nobody has been connected for `IDLE_MS`; any connection before that calls it off. */
export function createIdleTimer(onIdle: () => void, idleMs = IDLE_MS): (connected: number) => void {
  let timer: ReturnType<typeof setTimeout> | undefined = setTimeout(onIdle, idleMs);
  return (connected) => {
    clearTimeout(timer);
    timer = connected === 0 ? setTimeout(onIdle, idleMs) : undefined;
  };
}
