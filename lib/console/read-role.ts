import type { Role } from '@/lib/chat/conversation';
import type { RoleRule } from './adapter';
import { readPick } from './pick';
import { readText } from './read-text';

export interface RoleContext {
  /** Name of the open buyer, for consoles that only print the sender. */
  buyerName: string | null;
  /** Text of the row, read only when a rule needs it. */
  text: () => string;
}

const hits = (row: Element, css: string): boolean => row.matches(css) || row.querySelector(css) !== null;

/** The role of a row by the first rule that holds; null = nobody can tell, and the caller must say so. */
export function readRole(
  row: Element,
  rules: readonly RoleRule[],
  context: RoleContext,
): { role: Role; index: number } | null {
  for (const [index, rule] of rules.entries()) {
    if (rule.css !== undefined && !hits(row, rule.css)) continue;
    if (rule.not !== undefined && hits(row, rule.not)) continue;
    if (rule.style && !hasStyle(row, rule.style)) continue;
    if (rule.side && getSide(row, rule.side.css) !== rule.side.is) continue;
    if (rule.textStarts) {
      const part = rule.css === undefined || row.matches(rule.css) ? null : row.querySelector(rule.css);
      const text = (part ? readText(part, { limit: 200 }).text : context.text()).trimStart();
      if (!rule.textStarts.some((start) => text.startsWith(start))) continue;
    }
    if (rule.sender) {
      const sender = readPick(row, rule.sender.pick);
      if (!sender || !context.buyerName) continue;
      if ((sender === context.buyerName) !== (rule.sender.is === 'buyer')) continue;
    }
    return { role: rule.role, index };
  }
  return null;
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

function hasStyle(row: Element, style: { css?: string; property: string; value: string }): boolean {
  const element = style.css === undefined ? row : row.matches(style.css) ? row : row.querySelector(style.css);
  if (!element) return false;
  const view = element.ownerDocument.defaultView;
  return view?.getComputedStyle(element).getPropertyValue(style.property).trim() === style.value;
}
