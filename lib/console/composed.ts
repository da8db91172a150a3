import type { Box } from './ink-box';

/** The page as a person sees it: trees inside of open shadow roots and frames of the same origin are parts of what stands around them. */

/** What a node stands in: its parent; out of a shadow root its host, out of a document the frame that shows it. */
export function getOuterNode(node: Node): Node | null {
  if (node.parentNode) return node.parentNode;
  if ('host' in node) return (node as ShadowRoot).host;
  return node.nodeType === 9 ? ((node as Document).defaultView?.frameElement ?? null) : null;
}

/** True when `inner` stands in `outer`, through shadow roots and frames. */
export function containsDeep(outer: Node, inner: Node): boolean {
  for (let node: Node | null = inner; node; node = getOuterNode(node)) if (node === outer) return true;
  return false;
}

/** Where an element stands, in CSS px of the outermost window of this origin: frames have coordinates of their own. */
export function getPageBox(element: Element): Box & { width: number } {
  const rect = element.getBoundingClientRect();
  const box = { left: rect.left, right: rect.right, top: rect.top, bottom: rect.bottom, width: rect.width };
  for (let frame = frameOf(element); frame; frame = frameOf(frame)) {
    const at = frame.getBoundingClientRect();
    box.left += at.left + frame.clientLeft;
    box.right += at.left + frame.clientLeft;
    box.top += at.top + frame.clientTop;
    box.bottom += at.top + frame.clientTop;
  }
  return box;
}

const frameOf = (element: Element): Element | null => element.ownerDocument.defaultView?.frameElement ?? null;

/** The tree inside of an element: its open shadow root, or the document of a frame of the same origin. */
export function getInnerTree(element: Element): ShadowRoot | Document | null {
  if (element.shadowRoot) return element.shadowRoot;
  if (element.tagName !== 'IFRAME') return null;
  try {
    return (element as HTMLIFrameElement).contentDocument;
  } catch {
    return null;
  }
}

/** The elements that lead to an element's tree, outermost first: shadow hosts and frames up to `document`. */
export function getHosts(element: Element, document: Document): Element[] {
  const hosts: Element[] = [];
  for (let tree = element.getRootNode(); tree !== document; ) {
    const host = getOuterNode(tree);
    if (!host) break;
    hosts.unshift(host as Element);
    tree = host.getRootNode();
  }
  return hosts;
}
