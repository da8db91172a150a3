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

/** Creates a locator over `root()`; `now` in ms. `accept` refuses a hit that a rule must not mean. */
export function createLocator(
  root: () => ParentNode,
  finds: readonly (Find & { near?: string })[],
  now: () => number,
  accept: (element: Element) => boolean = () => true,
): Locator {
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
      for (const [place, { css, near }] of finds.entries()) {
        const hit = near === undefined ? queryVisible(root(), css) : queryNear(root(), css, near);
        if (hit && accept(hit)) {
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

/** Steps up from an element within which its neighbour is looked for. */
const NEAR_STEPS = 8;

/** The one visible hit that shares the nearest ancestor with a visible `near`; several hits at that distance are no answer. */
export function queryNear(root: ParentNode, css: string, near: string): Element | null {
  let ancestor = queryVisible(root, near)?.parentElement ?? null;
  for (let step = 0; ancestor && step < NEAR_STEPS; step++, ancestor = ancestor.parentElement) {
    const hits = [...ancestor.querySelectorAll(css)].filter(isVisible);
    if (hits.length > 0) return hits.length === 1 ? (hits[0] ?? null) : null;
  }
  return null;
}

/** The box that scrolls around the rows: from the newest visible row up. Null = there is no row. */
export function findRowBox(root: ParentNode, rowCss: string): Element | null {
  const rows = root.querySelectorAll(rowCss);
  for (let i = rows.length - 1; i >= Math.max(0, rows.length - 20); i--) {
    const row = rows[i];
    if (!row || !isVisible(row)) continue;
    const view = row.ownerDocument.defaultView;
    for (let box = row.parentElement; box && view; box = box.parentElement) {
      if (/(?:auto|scroll|overlay)/.test(view.getComputedStyle(box).overflowY)) return box;
    }
    return row.parentElement;
  }
  return null;
}

/** The first visible element for a selector. */
export function queryVisible(root: ParentNode, css: string): Element | null {
  const first = root.querySelector(css);
  if (!first || isVisible(first)) return first;
  for (const element of root.querySelectorAll(css)) if (isVisible(element)) return element;
  return null;
}

/** What the first of several places finds: later ones are fallbacks. */
export function queryFirst(root: ParentNode, finds: readonly { css: string }[]): Element | null {
  for (const { css } of finds) {
    const hit = queryVisible(root, css);
    if (hit) return hit;
  }
  return null;
}
