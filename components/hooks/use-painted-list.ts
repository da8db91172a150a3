import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** New results wait until the list was left alone this long (architecture.md, "Insert"). */
export const HOLD_MS = 600;
/** A press this soon after a swap under a resting pointer was aimed at what stood there before. */
export const SEEN_MS = 350;

/** Where the pointer is: a pointer event has it. */
interface PointerPlace {
  screenX: number;
  screenY: number;
}

/** Handlers that tell the hook about the agent's hand; spread them on the element around the list. */
export interface ListHandlers {
  onPointerEnter(event: PointerPlace): void;
  onPointerMove(event: PointerPlace): void;
  onPointerDown(): void;
  onWheel(): void;
  onKeyDown(): void;
  onFocus(): void;
}

export interface PaintedList<T> {
  /** What stands on the screen. An insert writes this, never `next`. */
  painted: T;
  /** Newer results wait for the agent's hand to rest. */
  waiting: boolean;
  /** Takes the newer results now: the agent asked for them. */
  takeNow(): void;
  /** False when the list changed under a pointer that has not moved since: nobody can have read it yet. */
  isSeen(): boolean;
  handlers: ListHandlers;
}

/**
 * Keeps a list still under the agent's hand. `next` takes the place of what is painted at once when there was no key or
 * pointer event on the list for 600 ms, else as soon as that is so. A pointer that merely rests on the list after a
 * press does not hold it: it would freeze the list for good.
 *
 * @param keyOf equal keys mean that nothing visible changed: taken at once, without a swap
 * @param now milliseconds, monotonic
 */
export function usePaintedList<T>(
  next: T,
  keyOf: (value: T) => string,
  now = performance.now.bind(performance),
): PaintedList<T> {
  const [painted, setPainted] = useState(next);
  const latest = useRef(next);
  const shown = useRef(next);
  const touchedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const movedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const swappedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const pressing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const take = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (keyOf(shown.current) !== keyOf(latest.current)) swappedAtMs.current = now();
    shown.current = latest.current;
    setPainted(latest.current);
  }, [keyOf, now]);

  /** Takes `latest` if the hand rests, else looks again when it could. */
  const settle = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (shown.current === latest.current) return;
    const wait = pressing.current ? HOLD_MS : touchedAtMs.current + HOLD_MS - now();
    if (wait <= 0 || keyOf(shown.current) === keyOf(latest.current)) take();
    else timer.current = setTimeout(settle, wait);
  }, [keyOf, now, take]);

  useLayoutEffect(() => {
    latest.current = next;
    settle();
  }, [next, settle]);

  useEffect(() => {
    const release = () => {
      pressing.current = false;
    };
    window.addEventListener('pointerup', release, true);
    window.addEventListener('pointercancel', release, true);
    return () => {
      window.removeEventListener('pointerup', release, true);
      window.removeEventListener('pointercancel', release, true);
      clearTimeout(timer.current);
    };
  }, []);

  const [handlers] = useState<ListHandlers>(() => {
    const touch = () => {
      touchedAtMs.current = now();
    };
    let last: PointerPlace = { screenX: Number.NaN, screenY: Number.NaN };
    // The browser also sends a move when the page changes under a resting pointer: that is no hand.
    const move = ({ screenX, screenY }: PointerPlace) => {
      if (screenX === last.screenX && screenY === last.screenY) return;
      last = { screenX, screenY };
      touch();
      movedAtMs.current = touchedAtMs.current;
    };
    return {
      onPointerEnter: move,
      onPointerMove: move,
      onPointerDown: () => {
        touch();
        pressing.current = true;
      },
      onWheel: () => {
        touch();
        movedAtMs.current = touchedAtMs.current;
      },
      onKeyDown: touch,
      onFocus: touch,
    };
  });

  const isSeen = useCallback(
    () => now() - swappedAtMs.current >= SEEN_MS || movedAtMs.current >= swappedAtMs.current,
    [now],
  );

  return {
    painted,
    waiting: keyOf(painted) !== keyOf(next),
    takeNow: take,
    isSeen,
    handlers,
  };
}
