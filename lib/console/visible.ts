/**
 * True when the element is rendered: hidden copies of lists and panes stay in many consoles' DOM (Pinduoduo groups, JD tabs).
 * Uses the browser's own test; without layout (unit tests) inline `display: none`, `hidden` and disconnection count.
 */
export function isVisible(element: Element): boolean {
  if (!element.isConnected) return false;
  if (typeof element.checkVisibility === 'function') {
    return element.checkVisibility({ checkVisibilityCSS: true, visibilityProperty: true });
  }
  for (let node: Element | null = element; node; node = node.parentElement) {
    if (node.hasAttribute('hidden')) return false;
    const style = node.getAttribute('style');
    if (style && /(?:display:\s*none|visibility:\s*hidden)/.test(style)) return false;
  }
  return true;
}
