import { type RefObject, useEffect, useRef } from 'react';

/** Observer entry of IntersectionObserver v2: `isVisible` says that nothing covers, fades or transforms the target. */
interface VisibilityEntry extends IntersectionObserverEntry {
  isVisible?: boolean;
}

/** Shortest allowed by the standard for `trackVisibility`, ms. */
const DELAY_MS = 100;
/** Nearly whole: sub-pixel rounding of a zoomed frame must not disarm the button. */
const WHOLE = 0.95;

/**
 * Says whether `target` stands whole and un-covered on the screen, even inside a frame of a page that is not ours: a
 * console must not be able to lay something over our button. Where v2 of the observer is missing (Firefox), being on the
 * screen has to do. The element carries the last report as `data-covered`, for its look (and tests): the browser tells at most
 * every 100 ms, so a report may be that late.
 */
export function useUncovered(target: RefObject<Element | null>): () => boolean {
  const uncovered = useRef(false);
  useEffect(() => {
    const element = target.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      (entries) => {
        const last: VisibilityEntry | undefined = entries.at(-1);
        if (!last) return;
        const whole = last.intersectionRatio >= WHOLE;
        uncovered.current = whole && last.isVisible !== false;
        element.toggleAttribute('data-covered', !uncovered.current);
      },
      { threshold: [0, WHOLE, 1], trackVisibility: true, delay: DELAY_MS } as IntersectionObserverInit,
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      uncovered.current = false;
    };
  }, [target]);
  return () => uncovered.current && document.visibilityState === 'visible';
}
