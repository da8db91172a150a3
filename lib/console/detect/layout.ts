import { isVisible } from '../visible';

const styleOf = (element: Element): CSSStyleDeclaration | null =>
  element.ownerDocument.defaultView?.getComputedStyle(element) ?? null;

const isClear = (color: string): boolean => color === 'transparent' || /,\s*0\)$/.test(color) || color === '';

/** The colour that is seen behind an element. */
function getGround(element: Element): string {
  for (let node: Element | null = element; node; node = node.parentElement) {
    const color = styleOf(node)?.backgroundColor ?? '';
    if (!isClear(color)) return color;
  }
  return 'rgb(255, 255, 255)';
}

/** True when a person sees the element as a box of its own: coloured, framed or raised. */
export function isStyledBox(element: Element): boolean {
  const style = styleOf(element);
  // cells and rows of a table are framed to part them, not because something was said
  if (!style || style.display === 'inline' || /^T(?:D|H|R|BODY|ABLE)$/.test(element.tagName)) return false;
  if (style.backgroundImage !== 'none') return true;
  if (!isClear(style.backgroundColor)) {
    const behind = element.parentElement ? getGround(element.parentElement) : '';
    if (style.backgroundColor !== behind) return true;
  }
  const borders = [style.borderTopWidth, style.borderRightWidth, style.borderBottomWidth, style.borderLeftWidth];
  if (borders.filter((width) => Number.parseFloat(width) > 0).length >= 3) return true;
  return style.boxShadow !== 'none';
}

/** The coloured square or circle that a letter stands in, as faces are; a short word in a plain line has none. */
export function getCoin(element: Element): Element | null {
  let node: Element | null = element;
  for (let step = 0; node && step < 3; step++, node = node.parentElement) {
    const { width, height } = node.getBoundingClientRect();
    if (width > 72 || height > 72) return null;
    // faces are true squares, a bubble around a short word is nearly one at most
    if (width >= 16 && Math.abs(width - height) <= 1 && isStyledBox(node)) return node;
  }
  return null;
}

/** True when a person sees a quotation: a box of its own, or words behind a bar. */
export function isQuoteBox(element: Element): boolean {
  if (element.tagName === 'BLOCKQUOTE' || isStyledBox(element)) return true;
  const style = styleOf(element);
  const bars = [style?.borderLeftWidth, style?.borderRightWidth].map((width) => Number.parseFloat(width ?? '0'));
  return style?.display !== 'inline' && bars.some((width) => width >= 2);
}

/** How the words of an element look: names and times look different from what was said. */
export const getTypeface = (element: Element): string => {
  const style = styleOf(element);
  return style ? `${style.fontSize}/${style.fontWeight}/${style.color}/${style.opacity}` : '';
};

/** Size of the letters of an element, CSS px. */
export const getSize = (element: Element): number => Number.parseFloat(styleOf(element)?.fontSize ?? '') || 0;

/** The box that scrolls, or could scroll, up and down. */
export const isScroller = (element: Element): boolean => {
  const style = styleOf(element);
  return style !== null && /auto|scroll|overlay/.test(style.overflowY) && element.clientHeight > 60;
};

export const isRtl = (element: Element): boolean => styleOf(element)?.direction === 'rtl';

/** True when the element stands on the page with an area of its own. */
export const isSeen = (element: Element): boolean => {
  if (!isVisible(element)) return false;
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0;
};
