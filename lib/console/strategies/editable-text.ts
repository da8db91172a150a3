/** Text of a contenteditable for comparison: editors differ in blank lines and fillers, but not in words and their order. */

/** Without blanks, line breaks and invisible fillers. */
export const squeeze = (text: string): string => text.replace(/[\s\u200b\u2060\ufeff]/g, '');

/**
 * Squeezed text of an editor, or only what stands before `until`. Parts that are not editable (placeholders, mention chips) are
 * left out: a placeholder vanishes with the first word.
 */
export function getEditableText(root: HTMLElement, until?: { node: Node; offset: number }): string {
  let text = '';
  /** False = `until` was reached. */
  const visit = (parent: Node): boolean => {
    const children = parent.childNodes;
    for (let i = 0; i < children.length; i++) {
      if (until && until.node === parent && until.offset === i) return false;
      const node = children[i];
      if (!node) continue;
      if (node.nodeType === 3) {
        const { data } = node as Text;
        if (until?.node === node) {
          text += data.slice(0, until.offset);
          return false;
        }
        text += data;
      } else if (node.nodeType === 1) {
        const element = node as Element;
        const isFixed = element.getAttribute('contenteditable') === 'false';
        if (isFixed && !until?.node.contains(node) && !node.contains(until?.node ?? null)) continue;
        if (!isFixed && !visit(node)) return false;
        if (until && until.node === element && until.offset >= element.childNodes.length) return false;
      }
    }
    return !(until && until.node === parent);
  };
  visit(root);
  return squeeze(text);
}

/**
 * Focus, and a collapsed caret inside the editor: where it stood (end of a selection), else at the very end: a box that gets the
 * focus without a caret would put it at the start. Null = no selection is to be had.
 */
export function placeCaret(root: HTMLElement): { caret: Range; moved: boolean } | null {
  const tree = root.getRootNode() as Document | ShadowRoot;
  const selection = getSelectionIn(root);
  if (!selection) return null;
  const isInside = selection.rangeCount > 0 && root.contains(selection.focusNode);
  let moved = tree.activeElement !== root;
  root.focus({ preventScroll: true });
  if (!isInside) {
    moved = true;
    placeAtEnd(root, selection);
  } else if (!selection.isCollapsed) {
    moved = true;
    selection.collapseToEnd();
  }
  return selection.rangeCount > 0 ? { caret: selection.getRangeAt(0), moved } : null;
}

/** The selection as the element's own tree sees it: the document's stops at a shadow host. */
export function getSelectionIn(element: HTMLElement): Selection | null {
  const tree = element.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  return tree.getSelection?.() ?? element.ownerDocument.getSelection();
}

/** The end of the last text rather than of the root: editors that map positions do not know a caret between blocks. */
function placeAtEnd(root: HTMLElement, selection: Selection): void {
  let node: Node = root;
  while (node.lastChild) {
    const last: Node = node.lastChild;
    if (last.nodeType !== 3 && last.nodeType !== 1) break;
    if (
      last.nodeType === 1 &&
      ((last as Element).tagName === 'BR' || (last as Element).getAttribute('contenteditable') === 'false')
    )
      break;
    node = last;
  }
  const end =
    node.nodeType === 3
      ? (node as Text).data.length
      : node.lastChild && (node.lastChild as Element).tagName === 'BR'
        ? 0
        : node.childNodes.length;
  selection.collapse(node, end);
}
