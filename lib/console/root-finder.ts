import type { Adapter } from './adapter';
import { queryVisible } from './locator';

/** The tree an adapter reads: the document, or the open shadow root that its `shadow` path leads to (outermost host first). */
export function createRootFinder(document: Document, adapter: Adapter): () => ParentNode {
  const path = adapter.shadow ?? [];
  if (path.length === 0) return () => document;
  let found: ShadowRoot | null = null;
  return () => {
    if (found?.isConnected) return found;
    found = null;
    let tree: ParentNode = document;
    for (const { css } of path) {
      const inner: ShadowRoot | null = queryVisible(tree, css)?.shadowRoot ?? null;
      if (!inner) return document;
      tree = inner;
      found = inner;
    }
    return found ?? document;
  };
}
