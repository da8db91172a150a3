import { isVisible } from '../visible';
import { isStyledBox } from './layout';
import { getPath, getStableClasses, getStep } from './selectors';

/** Parts of a thread that hold rows of their own: a day, a page of history, what one person said in a row. */
export interface Section {
  /** Selector of such a part among the thread's children. */
  step: string;
  /** Steps from it down to what holds its rows. */
  path: string[];
  /** Selectors of the rows there. */
  rows: string[];
}

const MAX_DEPTH = 6;

const getWorded = (parent: Element): Element[] =>
  [...parent.children].filter((child) => isVisible(child) && (child.textContent ?? '').trim() !== '');

/** The kinds of sections among a thread's children; empty = its children are the rows. */
export function findSections(children: readonly Element[]): Section[] {
  const found = new Map<string, Section>();
  for (const child of children) {
    const step = getStep(child, false);
    const list = found.has(step) ? null : findRowList(child);
    if (!list) continue;
    // without a name of its own a section could not be told from a row
    if (!step.includes('.') && children.some((other) => other.tagName === child.tagName && !findRowList(other)))
      continue;
    const path = getPath(child, list, false);
    found.set(step, { step, path, rows: [] });
  }
  for (const section of found.values()) {
    const lists = children
      .filter((child) => child.matches(section.step))
      .flatMap((child) => getList(child, section) ?? []);
    const worded = lists.flatMap(getWorded);
    const wide = worded.filter(isWide);
    section.rows = wide.length === worded.length ? ['*'] : [...new Set(wide.map((row) => getStep(row, false)))];
  }
  return [...found.values()];
}

/** What holds the rows of a section. */
function getList(child: Element, { path }: Section): Element | null {
  let node: Element | null = child;
  for (const step of path) node = node && ([...node.children].find((one) => one.matches(step)) ?? null);
  return node;
}

/** The rows below a child of the thread; null = it is no section, but a row itself. */
export function getSectionRows(child: Element, sections: readonly Section[]): Element[] | null {
  const section = sections.find(({ step }) => child.matches(step));
  const list = section && getList(child, section);
  return list ? [...list.children].filter((row) => section.rows.some((css) => row.matches(css))) : null;
}

/** The element inside that has several rows alike below each other, as wide as itself, not within a bubble. */
function findRowList(child: Element): Element | null {
  let node = child;
  for (let depth = 0; depth < MAX_DEPTH && !isStyledBox(node); depth++) {
    const rows = getWorded(node).filter(isWide);
    if (rows.length >= 2 && isRows(rows)) return node;
    const [only] = rows.filter((row) => row.childElementCount > 0).sort((a, b) => height(b) - height(a));
    if (!only) return null;
    node = only;
  }
  return null;
}

const height = (element: Element): number => element.getBoundingClientRect().height;

const isWide = (row: Element): boolean => {
  const { width } = (row.parentElement ?? row).getBoundingClientRect();
  return row.getBoundingClientRect().width >= width * 0.9;
};

/** Rows have parts, share a class or their build, and stand below each other; lines of one message are of different kinds. */
function isRows(rows: readonly Element[]): boolean {
  const built = rows.filter((row) => row.childElementCount > 0);
  if (built.length < 2) return false;
  const kinds = new Map<string, number>();
  for (const row of built) {
    const kind = `${row.tagName} ${getStableClasses(row)[0] ?? ''}`;
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const boxes = rows.map((row) => row.getBoundingClientRect());
  // what lies over another is the same said once more (for screen readers)
  const isStacked = boxes.every(({ top }, i) => {
    const above = boxes[i - 1];
    return !above || top > above.top + above.height / 2;
  });
  return isStacked && Math.max(...kinds.values()) >= 2;
}
