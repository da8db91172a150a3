import { getPageBox } from '../composed';
import { isVisible } from '../visible';
import { isScroller, isSeen } from './layout';
import { HEADINGS } from './row-css';
import { findSections, getSectionRows, type Section } from './sections';

/** A box that may hold the messages of the open chat. */
export interface ThreadCandidate {
  /** What scrolls. */
  scroller: Element;
  /** Its children are the units: messages, groups of messages, lines of the program. */
  parent: Element;
  /** The nearest element that holds thread and composer. */
  pane: Element | ShadowRoot;
  /** 0..1 */
  score: number;
  newestFirst: boolean;
  virtual: boolean;
  /** Children of `parent` that are no units but hold some. */
  sections: Section[];
}

const MAX_STEPS = 12;
/** Units that detection looks at: the newest. */
export const MAX_UNITS = 40;

/** Boxes near a composer that may hold its messages, best first. */
export function findThreads(composer: Element): ThreadCandidate[] {
  const found = new Map<Element, ThreadCandidate>();
  const at = composer.getBoundingClientRect();
  let pane = getPane(composer);
  for (let step = 0; pane && step < MAX_STEPS; step++, pane = getPane(pane)) {
    for (const scroller of getScrollers(pane)) {
      if (found.has(scroller) || scroller.contains(composer) || composer.contains(scroller)) continue;
      const rect = scroller.getBoundingClientRect();
      const overlap = Math.min(rect.right, at.right) - Math.max(rect.left, at.left);
      // messages stand above or below their composer, not beside it
      if (overlap < Math.min(rect.width, at.width) * 0.6) continue;
      const thread = toCandidate(scroller, pane, rect.top < at.top, step);
      if (thread) found.set(scroller, thread);
    }
    // what stands outside of a shadow root is read from another tree
    if (pane === pane.ownerDocument.body || pane.nodeType !== 1) break;
  }
  return [...found.values()].sort((a, b) => b.score - a.score).slice(0, 5);
}

/** What a scrolling box would be as a thread, `step` levels away from its composer. */
function toCandidate(
  scroller: Element,
  pane: ThreadCandidate['pane'],
  isAbove: boolean,
  step: number,
): ThreadCandidate | null {
  const parent = findUnitParent(scroller);
  if (!parent) return null;
  const newestFirst = isNewestFirst([...parent.children].filter(isVisible));
  const sections = findSections(getUnits({ parent, newestFirst, sections: [] }));
  const units = getUnits({ parent, newestFirst, sections });
  let score = 0.45 - step * 0.02;
  if (isAbove) score += 0.15;
  if (isScroller(scroller)) score += 0.15;
  if (/log|feed/.test(scroller.getAttribute('role') ?? '') || scroller.hasAttribute('aria-live')) score += 0.15;
  if (isAtNewest(scroller)) score += 0.1;
  if (units.length >= 3) score += 0.05;
  if (isChoice(units)) score -= 0.4;
  return {
    scroller,
    parent,
    pane,
    score: Math.min(1, score),
    newestFirst,
    virtual: isVirtual(units),
    sections,
  };
}

/** Rows that are there to be pressed are chats to choose from, not messages. */
function isChoice(units: readonly Element[]): boolean {
  const pressed = units.filter(
    (unit) =>
      /^(?:option|tab|menuitem|treeitem)$/.test(unit.getAttribute('role') ?? '') ||
      unit.ownerDocument.defaultView?.getComputedStyle(unit).cursor === 'pointer',
  );
  return units.length > 1 && pressed.length > units.length * 0.7;
}

/** A thread and its composer in two trees touch, give or take a tool bar, CSS px. */
const MAX_GAP_PX = 160;
/** Levels that a tree of its own counts as. */
const FAR_STEP = 3;

/** Boxes of another tree that may hold a composer's messages: what stands right above (or below) it. */
export function findThreadsAcross(composer: Element, root: Document | ShadowRoot): ThreadCandidate[] {
  const at = getPageBox(composer);
  const found = getScrollers(root).flatMap((scroller) => {
    const box = getPageBox(scroller);
    const overlap = Math.min(box.right, at.right) - Math.max(box.left, at.left);
    const gap = box.top < at.top ? at.top - box.bottom : box.top - at.bottom;
    if (overlap < Math.min(box.width, at.width) * 0.6 || gap > MAX_GAP_PX || gap < -8) return [];
    const pane = root.nodeType === 9 ? (scroller.parentElement ?? scroller) : (root as ShadowRoot);
    return toCandidate(scroller, pane, box.top < at.top, FAR_STEP) ?? [];
  });
  return found.sort((a, b) => b.score - a.score).slice(0, 3);
}

/** The next larger part of the same tree. */
const getPane = (node: Element | ShadowRoot): Element | ShadowRoot | null => {
  if (node.parentElement) return node.parentElement;
  const root = node.getRootNode();
  return 'host' in root && root !== node ? (root as ShadowRoot) : null;
};

/** Boxes of a pane that scroll; where none does, the big blocks of text. */
function getScrollers(pane: Element | ShadowRoot | Document): Element[] {
  const all = pane.querySelectorAll('*');
  const scrollers: Element[] = [];
  for (let i = 0; i < Math.min(all.length, 3000); i++) {
    const element = all[i];
    if (element && isMarked(element) && isSeen(element)) scrollers.push(element);
  }
  if (scrollers.length > 0) return scrollers.slice(0, 30);
  return [...pane.children].filter((child) => isSeen(child) && child.clientHeight > 80 && child.childElementCount > 0);
}

const isMarked = (element: Element): boolean =>
  /^(?:log|feed)$/.test(element.getAttribute('role') ?? '') ||
  (element.clientHeight > 60 && element.childElementCount > 0 && isScroller(element));

const hasWords = (element: Element): boolean =>
  (element.textContent ?? '').trim() !== '' || element.querySelector('img') !== null;

const getWorded = (parent: Element): Element[] =>
  [...parent.children].filter(
    (child) => isVisible(child) && hasWords(child) && !/^(?:THEAD|TFOOT|CAPTION|COLGROUP)$/.test(child.tagName),
  );

/** Goes down to the element whose children are several, past a line or two that only stand beside the list. */
export function findUnitParent(scroller: Element): Element | null {
  let parent = scroller;
  for (let depth = 0; depth < 10; depth++) {
    const children = getWorded(parent);
    if (children.length === 0) return null;
    if (children.length > 1 || /^(?:TR|P)$/.test(children[0]?.tagName ?? '')) {
      const list = findInnerList(parent, children);
      if (!list) break;
      parent = list;
      continue;
    }
    const only = children[0] as Element;
    if (only.childElementCount === 0) break;
    parent = only;
  }
  return parent;
}

/** Most elements that stand beside a list in its box: what loads more, how it began, where it ends. */
const MAX_BESIDE = 2;
const MIN_LISTED = 3;

/** Of a few children the one that holds the list: much the tallest, of several blocks that span it and have parts of their own. */
function findInnerList(parent: Element, children: readonly Element[]): Element | null {
  if (children.length > MAX_BESIDE + 1) return null;
  const heights = children.map((child) => child.getBoundingClientRect().height);
  const whole = heights.reduce((sum, height) => sum + height, 0);
  const list = children[heights.indexOf(Math.max(...heights))] as Element;
  if (Math.max(...heights) < whole * 0.6) return null;
  // what stands beside it is a line, not a message
  if (children.some((child) => child !== list && child.querySelectorAll('*').length > 3)) return null;
  const { width } = parent.getBoundingClientRect();
  const rows = getWorded(list);
  const isWide = rows.every((row) => row.getBoundingClientRect().width >= width * 0.9);
  // paragraphs of one message have no parts, messages have
  const built = rows.filter((row) => row.childElementCount > 0).length;
  return rows.length >= MIN_LISTED && isWide && built * 2 >= rows.length ? list : null;
}

/** The newest units of a thread, oldest first on the screen. */
export function getUnits({
  parent,
  newestFirst,
  sections,
}: Pick<ThreadCandidate, 'parent' | 'newestFirst' | 'sections'>): Element[] {
  const children = [...parent.children];
  const part = newestFirst ? children.slice(0, MAX_UNITS * 2).reverse() : children.slice(-MAX_UNITS * 2);
  return part
    .flatMap((child) => getSectionRows(child, sections) ?? [child])
    .filter((child) => isVisible(child) && hasWords(child) && !child.matches(HEADINGS))
    .slice(-MAX_UNITS);
}

/** Most that follow in the DOM stand higher on the screen; one element of no height may stand anywhere. */
function isNewestFirst(units: readonly Element[]): boolean {
  const tops = units
    .map((unit) => unit.getBoundingClientRect())
    .flatMap(({ top, height }) => (height > 0 ? [top] : []));
  const ups = tops.filter((top, i) => i > 0 && top < (tops[i - 1] ?? top) - 1).length;
  return ups > (tops.length - 1) / 2;
}

/** Rows that are placed by script: only those in view are there. */
const isVirtual = (units: readonly Element[]): boolean =>
  units.length > 1 &&
  units.every((unit) => {
    const isPlaced = /(?:^|[\s;])(?:top|transform|translate|inset):/.test(unit.getAttribute('style') ?? '');
    return isPlaced && unit.ownerDocument.defaultView?.getComputedStyle(unit).position === 'absolute';
  });

/** Shows its end, where new messages come. */
const isAtNewest = (scroller: Element): boolean => {
  const rest = scroller.scrollHeight - scroller.clientHeight;
  return (
    rest <= 2 ||
    Math.abs(scroller.scrollTop) >= rest - 4 ||
    scroller.scrollTop < 0 ||
    getFlow(scroller) === 'column-reverse'
  );
};

const getFlow = (element: Element): string =>
  element.ownerDocument.defaultView?.getComputedStyle(element).flexDirection ?? '';
