import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** New results wait until the list was left alone this long (architecture.md, "Insert"). */
export const HOLD_MS = 600;
/** A pointer that came to rest on a button is about to press it: new results wait this long for the press. */
export const AIM_MS = 3000;

const monotonic = () => performance.now();

interface PointerPlace {
  screenX: number;
  screenY: number;
  target: EventTarget | null;
}

/** Handlers that tell the hook about the agent's hand; spread them on the element around the list. */
interface ListHandlers {
  onPointerEnter(event: PointerPlace): void;
  onPointerMove(event: PointerPlace): void;
  onPointerLeave(): void;
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
  handlers: ListHandlers;
}

/**
 * Keeps a list still under the agent's hand. `next` takes the place of what is painted at once when there was no key or
 * pointer event on the list for 600 ms, else as soon as that is so. A pointer that came to rest on a button holds the
 * list for up to 3 s, so that nothing slides under a press that is about to come; once it has pressed it is merely
 * parked there and holds nothing: it would freeze the list for good.
 *
 * @param keyOf equal keys mean that nothing visible changed: taken at once, without a swap
 * @param now milliseconds, monotonic
 */
export function usePaintedList<T>(next: T, keyOf: (value: T) => string, now: () => number = monotonic): PaintedList<T> {
  const [painted, setPainted] = useState(next);
  const latest = useRef(next);
  const shown = useRef(next);
  const touchedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const aimedAtMs = useRef(Number.NEGATIVE_INFINITY);
  const pressing = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);

  const take = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    shown.current = latest.current;
    setPainted(latest.current);
  }, []);

  /** Takes `latest` if the hand rests, else looks again when it could. */
  const settle = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (shown.current === latest.current) return;
    const freeAtMs = Math.max(touchedAtMs.current + HOLD_MS, aimedAtMs.current + AIM_MS);
    const wait = pressing.current ? HOLD_MS : freeAtMs - now();
    if (wait <= 0 || keyOf(shown.current) === keyOf(latest.current)) take();
    else timer.current = setTimeout(settle, Math.min(wait, HOLD_MS));
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
    let last = { screenX: Number.NaN, screenY: Number.NaN };
    // The browser also sends a move when the page changes under a resting pointer: that is no hand.
    const move = ({ screenX, screenY, target }: PointerPlace) => {
      if (screenX === last.screenX && screenY === last.screenY) return;
      last = { screenX, screenY };
      touch();
      const isOnButton = target instanceof Element && target.closest('button') !== null;
      aimedAtMs.current = isOnButton ? touchedAtMs.current : Number.NEGATIVE_INFINITY;
    };
    const unaim = () => {
      touch();
      aimedAtMs.current = Number.NEGATIVE_INFINITY;
    };
    return {
      onPointerEnter: move,
      onPointerMove: move,
      onPointerLeave: unaim,
      onPointerDown: () => {
        unaim();
        pressing.current = true;
      },
      onWheel: touch,
      onKeyDown: touch,
      onFocus: touch,
    };
  });

  return { painted, waiting: keyOf(painted) !== keyOf(next), takeNow: take, handlers };
}
