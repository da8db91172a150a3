import { containsDeep, getOuterNode, getPageBox } from './composed';
import type { Box } from './ink-box';
import { isVisible } from './visible';

/** Steps up from a composer within which the messages must stand. */
const NEAR_STEPS = 12;
/** Share of the narrower one's width that composer and messages must have above each other. */
const MIN_OVERLAP = 0.3;
/** Neighbours touch, give or take this much, CSS px. */
const EDGE_PX = 4;
const EDITABLE = 'textarea, input, [contenteditable]';
const TEXT_TYPES = new Set(['', 'text']);

/** True for what a person types a message in: no password, no search box, nothing switched off. */
export function isEditable(element: Element): boolean {
  if (element.tagName === 'TEXTAREA' || element.tagName === 'INPUT') {
    const field = element as HTMLInputElement;
    if (field.readOnly || field.disabled) return false;
    return element.tagName === 'TEXTAREA' || TEXT_TYPES.has((element.getAttribute('type') ?? '').toLowerCase());
  }
  const editable = element.getAttribute('contenteditable');
  return editable !== null && editable.toLowerCase() !== 'false';
}

/**
 * True when an input belongs to the messages: an ancestor at most twelve steps up holds both, and, with a layout, they stand above
 * each other. Keeps a taught composer from being the search box of the page.
 */
export function isNearMessages(composer: Element, box: Element): boolean {
  if (box.contains(composer) && box !== composer.ownerDocument.body) return false;
  let around = getOuterNode(composer);
  for (let step = 0; around && step < NEAR_STEPS && !containsDeep(around, box); around = getOuterNode(around))
    // a host and its tree are one step
    if (around.nodeType === 1) step++;
  if (!around || !containsDeep(around, box)) return false;
  const a = getPageBox(composer);
  const b = getPageBox(box);
  if (a.width === 0 || b.width === 0 || !isVisible(composer)) return true;
  const overlap = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  if (overlap < Math.min(a.width, b.width) * MIN_OVERLAP) return false;
  return a.bottom > b.top + EDGE_PX || !hasEditableBelow(around, composer, b);
}

/** A box above the messages is the search of the page when there is another one to type in below them. */
const hasEditableBelow = (around: Node, composer: Element, box: Box & { width: number }): boolean =>
  [...(around as ParentNode).querySelectorAll(EDITABLE)].some((other) => {
    if (other === composer || !isVisible(other) || !isEditable(other)) return false;
    const at = getPageBox(other);
    const overlap = Math.min(at.right, box.right) - Math.max(at.left, box.left);
    return at.top >= box.bottom - EDGE_PX && overlap >= Math.min(at.width, box.width) * MIN_OVERLAP;
  });
