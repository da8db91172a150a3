/**
 * True when the element is rendered: hidden copies of lists and panes stay in many consoles' DOM (Pinduoduo groups, JD tabs).
 * Uses the browser's own test; without layout (unit tests) inline `display: none`, `hidden` and disconnection count.
 */
export function isVisible(element: Element): boolean {
  if (!element.isConnected) return false;
  if (typeof element.checkVisibility === 'function') {
    return element.checkVisibility({ checkVisibilityCSS: true, visibilityProperty: true }) || isBoxless(element);
  }
  for (let node: Element | null = element; node; node = node.parentElement) {
    if (node.hasAttribute('hidden')) return false;
    const style = node.getAttribute('style');
    if (style && /(?:display:\s*none|visibility:\s*hidden)/.test(style)) return false;
  }
  return true;
}

/** `display: contents`: no box of its own, but its children are rendered in that of its parent. */
function isBoxless(element: Element): boolean {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  if (style?.display !== 'contents' || style.visibility !== 'visible') return false;
  const tree = element.getRootNode();
  const parent = element.parentElement ?? ('host' in tree ? (tree as ShadowRoot).host : null);
  return parent === null || isVisible(parent);
}

/** An element that a person can see is larger than this, CSS px. */
const DOT_PX = 1;
/** Words for screen readers are put this far out of the window, CSS px. */
const FAR_PX = 1000;

/**
 * True when an element is rendered but only meant for screen readers: shrunk to a dot, clipped away or put far out of the window.
 * What stands in it ("You said:") is not part of what a person reads. Asks for layout, so not for large numbers of elements.
 */
export function isForEars(element: Element): boolean {
  const rect = element.getBoundingClientRect();
  if (rect.width > 0 && (rect.right < -FAR_PX || rect.bottom < -FAR_PX)) return isPlaced(element);
  if (rect.width === 0 || (rect.width > DOT_PX && rect.height > DOT_PX)) return false;
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  return style !== undefined && /hidden|clip/.test(style.overflow) && isPlaced(element);
}

const isPlaced = (element: Element): boolean =>
  /absolute|fixed/.test(element.ownerDocument.defaultView?.getComputedStyle(element).position ?? '');
