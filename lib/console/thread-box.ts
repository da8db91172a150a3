import type { Adapter } from './adapter';
import { createLocator, findRowBox, type Locator } from './locator';
import { isVisible } from './visible';

/** Finds the box of the messages: by the adapter's rules, or, where a console names none, as the box that scrolls around the rows. */
export function createThreadBox(root: () => ParentNode, adapter: Adapter, now: () => number): Locator {
  if (adapter.rows.container.length > 0) return createLocator(root, adapter.rows.container, now);
  const rowCss = adapter.rows.row.map(({ css }) => css).join(', ');
  let box: Element | null = null;
  return {
    get() {
      if (!box?.isConnected || !isVisible(box) || !box.querySelector(rowCss)) box = findRowBox(root(), rowCss);
      return box;
    },
    index: () => (box ? 0 : -1),
    forget() {
      box = null;
    },
  };
}

/** True when a box that ought to hold rows shows a good deal of text in several blocks: then the row rule is out of date. */
export function hasForeignText(box: Element): boolean {
  let blocks = 0;
  for (let child = box.firstElementChild; child && blocks < 3; child = child.nextElementSibling) {
    if ((child.textContent ?? '').trim().length > 0) blocks += Math.max(1, child.childElementCount);
  }
  return blocks >= 3;
}
