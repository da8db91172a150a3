import type { Role } from '@/lib/chat/conversation';
import type { RoleRule } from './adapter';
import { readPick } from './pick';
import { readText } from './read-text';
import { readSide } from './side';

export interface RoleContext {
  /** Name of the open buyer, for consoles that only print the sender. */
  buyerName: string | null;
  /** Text of the row, read only when a rule needs it. */
  text: () => string;
}

/** The row matches or contains it. */
export const hits = (row: Element, css: string): boolean => row.matches(css) || row.querySelector(css) !== null;

/** The role of a row by the first rule that holds; null = nobody can tell, and the caller must say so. */
export function readRole(
  row: Element,
  rules: readonly RoleRule[],
  context: RoleContext,
): { role: RoleRule['role']; index: number } | null {
  for (const [index, rule] of rules.entries()) {
    if (rule.css !== undefined && !hits(row, rule.css)) continue;
    if (rule.not !== undefined && hits(row, rule.not)) continue;
    if (rule.style && !hasStyle(row, rule.style)) continue;
    if (rule.side && readSide(row, rule.side) !== rule.side.is) continue;
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

function hasStyle(row: Element, style: { css?: string; property: string; value: string }): boolean {
  const element = style.css === undefined ? row : row.matches(style.css) ? row : row.querySelector(style.css);
  if (!element) return false;
  const view = element.ownerDocument.defaultView;
  return view?.getComputedStyle(element).getPropertyValue(style.property).trim() === style.value;
}

/** Follows the rows of a thread from old to new and says who speaks in each that prints no sender. */
export function createFollower(): (role: RoleRule['role'] | null) => Role | null {
  let before: Role | null = null;
  return (role) => {
    if (role !== 'as-before') before = role;
    // after a line of the program the sender is printed again
    return before === 'system' && role === 'as-before' ? null : before;
  };
}
