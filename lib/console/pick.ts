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

const toValue = (raw: string, pick: Pick): string | null => {
  let value = raw.replace(/\s+/g, ' ').trim();
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
      : readText(element, { own: pick.own ?? false, limit: 2000 }).text,
    pick,
  );

/** Elements that one pick means below `root`, in document order. */
const elementsOf = (root: ParentNode, pick: Pick): Element[] => {
  if (pick.css === undefined) return isElement(root) ? [root] : [];
  return [...root.querySelectorAll(pick.css)];
};

const isElement = (node: ParentNode): node is Element => (node as Node).nodeType === 1;

/** The value of one pick, or null. Hidden elements never count (hidden copies hold stale values). */
export function readPick(root: ParentNode, pick: Pick, href = ''): string | null {
  if (pick.url) return toValue(href, pick);
  if (pick.choose) {
    const values = elementsOf(root, pick).flatMap((element) =>
      isVisible(element) ? [readFrom(element, pick) ?? ''] : [],
    );
    if (pick.choose === 'last') return values.filter(Boolean).at(-1) ?? null;
    return values.reduce((best, value) => (value.length > best.length ? value : best), '') || null;
  }
  if (pick.css === undefined) return isElement(root) ? readFrom(root, pick) : null;
  const first = root.querySelector(pick.css);
  if (!first) return null;
  if (isVisible(first)) {
    const value = readFrom(first, pick);
    if (value) return value;
  }
  for (const element of elementsOf(root, pick)) {
    if (element === first || !isVisible(element)) continue;
    const value = readFrom(element, pick);
    if (value) return value;
  }
  return null;
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
