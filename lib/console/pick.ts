import type { Pick } from './adapter';
import { cutText, readText } from './read-text';
import { isVisible } from './visible';

const patterns = new Map<string, RegExp>();

/** Compiled once per source; rules are validated at build time, so a bad one is a bug. */
export function toPattern(source: string): RegExp {
  let pattern = patterns.get(source);
  if (!pattern) {
    pattern = new RegExp(source, 'iu');
    patterns.set(source, pattern);
  }
  return pattern;
}

/** Longest value of a field that travels (ids, names, titles; `lib/chat` allows 400). */
const MAX_FIELD = 300;

/** Elements that one pick looks at before it gives up: a wrong selector must not cost a walk over everything. */
const MAX_TRIES = 60;

const toValue = (raw: string, pick: Pick): string | null => {
  const line = pick.firstLine ? (raw.trimStart().split('\n')[0] ?? '') : raw;
  let value = line.replace(/\s+/g, ' ').trim();
  if (pick.strip) value = value.replace(toPattern(pick.strip), '').trim();
  if (pick.match) {
    const hit = toPattern(pick.match).exec(value);
    value = (hit?.[1] ?? hit?.[0] ?? '').trim();
  }
  return value ? cutText(value, MAX_FIELD) : null;
};

const readFrom = (element: Element, pick: Pick): string | null =>
  toValue(
    pick.attr
      ? (element.getAttribute(pick.attr) ?? '')
      : readText(element, { own: pick.own ?? false, limit: 2000, ...(pick.without && { without: pick.without }) }).text,
    pick,
  );

const isElement = (node: ParentNode): node is Element => (node as Node).nodeType === 1;

/** The value of one pick, or null. Hidden elements never count (hidden copies hold stale values). */
export function readPick(tree: ParentNode, pick: Pick, href = ''): string | null {
  const root = pick.page ? ((tree as unknown as Node).ownerDocument ?? tree) : tree;
  if (pick.url) return toValue(href, pick);
  if (pick.css === undefined) return isElement(root) ? readFrom(root, pick) : null;
  if (!pick.choose) {
    const first = root.querySelector(pick.css);
    if (!first) return null;
    const value = isVisible(first) ? readFrom(first, pick) : null;
    if (value) return value;
  }
  // by index and never as an array: a long thread has thousands of hits, and each would become an object
  const elements = root.querySelectorAll(pick.css);
  const tries = Math.min(elements.length, MAX_TRIES);
  let longest = '';
  for (let i = 0; i < tries; i++) {
    const element = elements[pick.choose === 'last' ? elements.length - 1 - i : i];
    const value = element && isVisible(element) ? readFrom(element, pick) : null;
    if (!value) continue;
    if (pick.choose !== 'longest') return value;
    if (value.length > longest.length) longest = value;
  }
  return longest || null;
}

/** The first pick that yields: its value and its place in the order (0 = no fallback was needed). */
export function readPicks(
  root: ParentNode,
  picks: readonly Pick[] | undefined,
  href = '',
): { value: string; index: number } | null {
  if (!picks) return null;
  for (const [index, pick] of picks.entries()) {
    const value = readPick(root, pick, href);
    if (value) return { value, index };
  }
  return null;
}

/** Value only. */
export const pickValue = (root: ParentNode, picks: readonly Pick[] | undefined, href = ''): string | undefined =>
  readPicks(root, picks, href)?.value;
