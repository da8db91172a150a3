/** Where something stands, in CSS px of the window. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const toBox = ({ left, right, top, bottom }: DOMRect): Box => ({ left, right, top, bottom });

/** The area that words and pictures of an element really cover: a line of text is narrower than the block that holds it. */
export function getInkBox(element: Element): Box | null {
  if (/^(?:IMG|VIDEO|CANVAS)$/.test(element.tagName)) return toBox(element.getBoundingClientRect());
  const range = element.ownerDocument.createRange();
  range.selectNodeContents(element);
  let box: Box | null = null;
  for (const rect of range.getClientRects()) {
    if (rect.width < 1 || rect.height < 1) continue;
    box = box ? toUnion(box, rect) : toBox(rect);
  }
  return box && isBlockFilling(element, box) ? narrowToText(element, box) : box;
}

/** The area of the words that stand in an element itself, not in its children. */
export function getOwnInkBox(element: Element): Box | null {
  const range = element.ownerDocument.createRange();
  let box: Box | null = null;
  for (const node of element.childNodes) {
    if (node.nodeType !== 3 || !(node.textContent ?? '').trim()) continue;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) if (rect.width >= 1) box = box ? toUnion(box, rect) : toBox(rect);
  }
  return box;
}

/** The area around both. */
export const toUnion = (box: Box, rect: Box): Box => ({
  left: Math.min(box.left, rect.left),
  right: Math.max(box.right, rect.right),
  top: Math.min(box.top, rect.top),
  bottom: Math.max(box.bottom, rect.bottom),
});

/** Rects of a range hold the boxes of inner elements too; then only the words count. */
function isBlockFilling(element: Element, box: Box): boolean {
  const rect = element.getBoundingClientRect();
  return element.childElementCount > 0 && box.right - box.left >= rect.width - 2;
}

function narrowToText(element: Element, fallback: Box): Box {
  const walker = element.ownerDocument.createTreeWalker(element, 4);
  const range = element.ownerDocument.createRange();
  let box: Box | null = null;
  let looked = 0;
  for (let node = walker.nextNode(); node && looked < 60; node = walker.nextNode()) {
    if (!(node.textContent ?? '').trim()) continue;
    looked++;
    range.selectNodeContents(node);
    for (const rect of range.getClientRects()) {
      if (rect.width < 1) continue;
      box = box ? toUnion(box, rect) : toBox(rect);
    }
  }
  return box ?? fallback;
}
