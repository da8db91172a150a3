import type { Adapter, Find } from './adapter';
import { getInnerTree } from './composed';
import { queryVisible } from './locator';

/**
 * The tree that rules read: the document, or what a path of hosts (outermost first) leads to: open shadow roots, and frames of the
 * same origin.
 */
export function createRootFinder(document: Document, path: readonly Find[] = []): () => Document | ShadowRoot {
  if (path.length === 0) return () => document;
  let found: Document | ShadowRoot | null = null;
  const stands = (tree: Document | ShadowRoot) =>
    tree.nodeType === 9 ? (tree as Document).defaultView !== null : tree.isConnected;
  return () => {
    if (found && stands(found)) return found;
    found = null;
    let tree: Document | ShadowRoot = document;
    for (const { css } of path) {
      const host: Element | null = queryVisible(tree, css);
      const inner = host && getInnerTree(host);
      if (!inner) return document;
      tree = inner;
    }
    found = tree;
    return found;
  };
}

/** The tree that the composer of an adapter stands in; `root` is that of its messages. */
export const createComposerRootFinder = (
  document: Document,
  { composerIn }: Pick<Adapter, 'composerIn'>,
  root: () => Document | ShadowRoot,
): (() => Document | ShadowRoot) => (composerIn ? createRootFinder(document, composerIn) : root);
