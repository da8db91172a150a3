import type { Part } from '@/lib/chat/conversation';
import type { RowRead } from './read-row';
import { isBox } from './teach/look';

/** One of the messages that a row holds. */
export interface Piece {
  /** What stands for it, as a row does. */
  token: Element;
  parts: Part[];
}

/**
 * The messages of a row that somebody taught as one: what one person says in a row is often drawn in one block, of which the lesson may have
 * seen only blocks of one bubble. Null = its words stand in one bubble.
 */
export function splitRow(row: Element, read: RowRead): Piece[] | null {
  const bubbles = new Map<Element, Piece>();
  for (const [i, part] of read.parts.entries()) {
    const element = read.places[i] ?? row;
    const bubble = getBubble(row, element);
    const known = bubbles.get(bubble);
    if (known) known.parts.push(part);
    else bubbles.set(bubble, { token: bubble, parts: [part] });
  }
  const pieces = [...bubbles.values()];
  const spoken = pieces.filter(({ parts }) => parts.some(({ type }) => type === 'text'));
  return spoken.length > 1 ? pieces : null;
}

/** The nearest coloured box around a part inside of the row, else the part itself. */
function getBubble(row: Element, element: Element): Element {
  for (let node: Element | null = element; node && node !== row; node = node.parentElement)
    if (isBox(node)) return node;
  return element;
}
