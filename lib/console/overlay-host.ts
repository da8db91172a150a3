/**
 * The only nodes of ours in a console page: one element beside `<body>`, outside of the framework's tree, with a closed
 * shadow root. Removing it leaves no trace.
 */
export interface OverlayHost {
  root: ShadowRoot;
  remove(): void;
}

/** Adds the element; styles inside cannot leak out, the page's cannot leak in. */
export function createOverlayHost(document: Document): OverlayHost {
  const element = document.createElement('deskmate-overlay');
  element.style.cssText = 'all:initial;position:fixed;inset:auto;width:0;height:0;z-index:2147483646;';
  const root = element.attachShadow({ mode: 'closed' });
  document.documentElement.append(element);
  return { root, remove: () => element.remove() };
}
