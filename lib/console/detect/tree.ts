import { getInnerTree } from '../composed';
import { isVisible } from '../visible';

/** One tree of a page: the document, or an open shadow root or a frame of the same origin with the hosts that lead to it (outermost first). */
export interface Tree {
  root: Document | ShadowRoot;
  hosts: Element[];
}

/** Elements that the search for shadow hosts looks at; a page with more is searched in part. */
const MAX_ELEMENTS = 20_000;
const MAX_DEPTH = 6;

/** The document and every open, visible tree in it. */
export function findTrees(document: Document): Tree[] {
  const trees: Tree[] = [{ root: document, hosts: [] }];
  let looked = 0;
  for (let i = 0; i < trees.length; i++) {
    const { root, hosts } = trees[i] as Tree;
    if (hosts.length >= MAX_DEPTH) continue;
    for (const element of root.querySelectorAll('*')) {
      if (++looked > MAX_ELEMENTS) return trees;
      const inner = getInnerTree(element);
      if (inner?.firstElementChild && isVisible(element)) trees.push({ root: inner, hosts: [...hosts, element] });
    }
  }
  return trees;
}

/** The parent that a person sees: out of a shadow root comes its host. */
export const getOuter = (element: Element): Element | null => {
  if (element.parentElement) return element.parentElement;
  const root = element.getRootNode();
  return 'host' in root ? (root as ShadowRoot).host : null;
};
