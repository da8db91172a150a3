import type { Find } from './adapter';
import { isVisible } from './visible';

/** Finds one element by ordered fallbacks and remembers it, so that a page change costs no search while it still stands. */
export interface Locator {
  /** The element, or null. A remembered one is taken without a search while it is connected, visible and still matches. */
  get(): Element | null;
  /** Which fallback hit (0 = the first rule), -1 = none. */
  index(): number;
  /** Forgets, so that the next `get` searches in order again (a better rule may hit by now). */
  forget(): void;
}

/** Time between two failing searches: a part that is not there must not cost a document walk per change. */
const RETRY_MS = 150;

/** Creates a locator over `root()`; `now` in ms. */
export function createLocator(root: () => ParentNode, finds: readonly Find[], now: () => number): Locator {
  let element: Element | null = null;
  let index = -1;
  let missedAt = Number.NEGATIVE_INFINITY;
  return {
    get() {
      const find = finds[index];
      if (element && find && element.matches(find.css) && isVisible(element)) return element;
      element = null;
      index = -1;
      if (now() - missedAt < RETRY_MS) return null;
      for (const [place, { css }] of finds.entries()) {
        const hit = queryVisible(root(), css);
        if (hit) {
          element = hit;
          index = place;
          missedAt = Number.NEGATIVE_INFINITY;
          return hit;
        }
      }
      missedAt = now();
      return null;
    },
    index: () => index,
    forget() {
      element = null;
      index = -1;
      missedAt = Number.NEGATIVE_INFINITY;
    },
  };
}

/** The first visible element for a selector. */
export function queryVisible(root: ParentNode, css: string): Element | null {
  const first = root.querySelector(css);
  if (!first || isVisible(first)) return first;
  for (const element of root.querySelectorAll(css)) if (isVisible(element)) return element;
  return null;
}
