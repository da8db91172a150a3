import type { SideRule } from './adapter';
import { type Box, getInkBox } from './ink-box';

/** Which side of the thread a row's element stands at; null = nobody can tell. */
export function readSide(row: Element, rule: SideRule): 'left' | 'right' | 'middle' | null {
  if (rule.left === undefined || rule.right === undefined) return rule.css ? getSide(row, rule.css) : null;
  const element = rule.css === undefined || row.matches(rule.css) ? row : row.querySelector(rule.css);
  const frame = (rule.within === undefined ? row.parentElement : row.closest(rule.within))?.getBoundingClientRect();
  const area = element && (rule.ink ? getInkBox(element) : element.getBoundingClientRect());
  if (!frame || !area || area.right - area.left < 1) return null;
  const side = getSideOf(area, frame, rule.left, rule.right);
  return side === 'full' ? null : side;
}

/** An edge that many bubbles share, give or take this much, CSS px. */
const EDGE_PX = 8;
/** Leans to one side when the room beside it differs by this share of the width. */
export const LEAN_SHARE = 0.2;

/** How much more room an area leaves at the right than at the left, as a share of the width. */
export const getLean = (area: Box, frame: Box): number =>
  (frame.right - area.right - (area.left - frame.left)) / Math.max(1, frame.right - frame.left);

/** True when an area stands in the middle, with room on both sides. */
export const isCentred = (area: Box, frame: Box): boolean => {
  const width = frame.right - frame.left;
  const fromLeft = area.left - frame.left;
  const fromRight = frame.right - area.right;
  return Math.abs(fromLeft - fromRight) < width * 0.04 && fromLeft > width * 0.08;
};

/** Where an area stands between the edges that bubbles lean on (`left`, `right`: their distance from the frame's); `full` = it touches both, or nobody can tell. */
export function getSideOf(area: Box, frame: Box, left: number, right: number): 'left' | 'right' | 'middle' | 'full' {
  const roomLeft = area.left - frame.left - left;
  const roomRight = frame.right - area.right - right;
  // a long bubble may reach beyond the other side's edge without leaning on it
  const isLeft = Math.abs(roomLeft) <= EDGE_PX;
  const isRight = Math.abs(roomRight) <= EDGE_PX;
  if (isLeft && isRight) return 'full';
  if (isCentred(area, frame) && !isLeft && !isRight) return 'middle';
  if (isLeft || isRight) return isLeft ? 'left' : 'right';
  const lean = (roomRight - roomLeft) / (frame.right - frame.left);
  return lean > LEAN_SHARE ? 'left' : lean < -LEAN_SHARE ? 'right' : 'full';
}

/** Bubbles nearer to one edge than this share of the width stand at that side; system lines stand in the middle. */
const SIDE_SHARE = 0.04;
/** A bubble that fills the line must hold at least this much text (UTF-16 units), else it is no bubble. */
const FULL_LINE = 60;

/** Which edge of the thread an element is nearer to, by layout; null = the middle, or no layout. */
export function getSide(row: Element, css: string): 'left' | 'right' | null {
  const element = row.matches(css) ? row : row.querySelector(css);
  const box = (row.parentElement ?? row).getBoundingClientRect();
  const rect = element?.getBoundingClientRect();
  if (!element || !rect || rect.width === 0 || box.width === 0) return null;
  const left = rect.left - box.left;
  const right = box.right - rect.right;
  if (Math.abs(left - right) >= box.width * SIDE_SHARE) return left > right ? 'right' : 'left';
  const isFull = left + right < box.width * 4 * SIDE_SHARE && (element.textContent ?? '').length >= FULL_LINE;
  return isFull ? getStyleSide(element, row) : null;
}

/** The side that the styles around a bubble would push it to, for one that fills the line. */
function getStyleSide(element: Element, row: Element): 'left' | 'right' {
  const view = element.ownerDocument.defaultView;
  for (let node: Element | null = element.parentElement; node && view; node = node.parentElement) {
    const style = view.getComputedStyle(node);
    const isFlex = style.display.includes('flex');
    if (isFlex && (/flex-end|right/.test(style.justifyContent) || style.flexDirection === 'row-reverse'))
      return 'right';
    if (!isFlex && /right|end/.test(style.textAlign)) return 'right';
    if (node === row || !row.contains(node)) break;
  }
  return 'left';
}
