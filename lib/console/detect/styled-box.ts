import { isStyledBox } from './layout';

/** A box that fills this share of the line is a stripe, no bubble. */
const STRIPE = 0.95;

/** The outermost coloured box around an element inside the unit, stripes of a list left out; null = none. */
export function getStyledBox(unit: Element, element: Element): Element | null {
  const { width } = (unit.parentElement ?? unit).getBoundingClientRect();
  let found: Element | null = null;
  for (let node: Element | null = element; node; node = node.parentElement) {
    if (isStyledBox(node) && node.getBoundingClientRect().width < width * STRIPE) found = node;
    if (node === unit) break;
  }
  return found;
}
