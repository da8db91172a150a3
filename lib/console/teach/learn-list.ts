import type { Adapter, Evidence } from '../adapter';
import { isVisible } from '../visible';
import { getCommonMarks, getMarks, getSignature } from './marks';
import { getOwnText } from './text-element';
import { getKindCss, getPathCss, getUniqueCss } from './unique-css';

const MAX_NAME = 60;
const MAX_STEPS = 10;
/** Tabs are no panes, CSS px. */
const MAX_TAB = 80;

interface Rows {
  /** The one that somebody pressed in. */
  row: Element;
  rows: Element[];
}

/** The row that somebody pressed in: the innermost of several alike that stand below each other. */
function findRow(pick: Element): Rows | null {
  for (let node = pick, step = 0; node.parentElement && step < MAX_STEPS; node = node.parentElement, step++) {
    const rows = [...node.parentElement.children].filter(
      (other) => other === node || (other.tagName === node.tagName && isVisible(other) && isAlike(other, node)),
    );
    const rect = node.getBoundingClientRect();
    const isStacked = rows.every((other) => {
      const at = other.getBoundingClientRect();
      return Math.abs(at.left - rect.left) <= 4 && (other === node || at.height === 0 || at.top !== rect.top);
    });
    const tallEnough = rect.height === 0 || rect.height >= 24;
    if (rows.length >= 2 && isStacked && tallEnough && rows.every(hasWords)) return { row: node, rows };
  }
  return null;
}

const hasWords = (element: Element): boolean => (element.textContent ?? '').trim() !== '';

/** The tab that somebody pressed in: the innermost of several side by side of which one is marked as open. */
function findTab(pick: Element): Rows | null {
  for (let node = pick, step = 0; node.parentElement && step < MAX_STEPS; node = node.parentElement, step++) {
    const { tagName, parentElement } = node;
    const top = node.getBoundingClientRect().top;
    const rows = [...parentElement.children].filter((other) => other.tagName === tagName && isVisible(other));
    const isTab = (at: DOMRect) => Math.abs(at.top - top) <= 8 && at.height <= MAX_TAB;
    const isRow = rows.length >= 2 && rows.every((other) => isTab(other.getBoundingClientRect()));
    const mark = isRow && rows.every(hasWords) ? findOpenMark(rows, true) : null;
    // whose name was pressed is the open one
    if (mark && (node.matches(mark) || node.querySelector(mark))) return { row: node, rows };
  }
  return null;
}

/** The open row bears other marks than the rest: what they share, or how they are built, tells. */
function isAlike(a: Element, b: Element): boolean {
  if (getCommonMarks([a, b]).length > 0) return true;
  const kinds = new Set([...a.children].map(getSignature));
  return [...b.children].some((child) => kinds.has(getSignature(child)));
}

/** Where the name stands in a row: the open buyer's name if it is there, else what was pressed on, else its first words. */
function findNameElement(row: Element, pick: Element, buyerName: string | null): Element | null {
  const lines = [row, ...row.querySelectorAll('*')].filter((element) => {
    const text = getOwnText(element);
    return text !== '' && text.length <= MAX_NAME && isVisible(element);
  });
  return (
    (buyerName ? lines.find((element) => getOwnText(element) === buyerName) : undefined) ??
    lines.find((element) => element === pick && !/^\d/.test(getOwnText(element))) ??
    lines.find((element) => !/^[\d:：/.\-\s]+$/.test(getOwnText(element))) ??
    null
  );
}

/** Learns the list of conversations from one of its rows; null = what was pressed on stands in no list. */
export function learnList(pick: Element, buyerName: string | null, evidence: Evidence): Adapter['list'] | null {
  const found = findRow(pick);
  return found && toList(found, pick, buyerName, evidence, false);
}

/** The same of tabs over the thread, one for each chat. */
export function learnTabs(pick: Element, evidence: Evidence): Adapter['list'] | null {
  const found = findTab(pick);
  return found && toList(found, pick, null, evidence, true);
}

function toList(
  { row, rows }: Rows,
  pick: Element,
  buyerName: string | null,
  evidence: Evidence,
  isTabs: boolean,
): Adapter['list'] | null {
  // the row of the open buyer tells best where the name stands
  const named = buyerName ? rows.find((one) => (one.textContent ?? '').includes(buyerName)) : undefined;
  const name = (named && findNameElement(named, pick, buyerName)) ?? findNameElement(row, pick, null);
  const around = row.parentElement;
  if (!name || !around) return null;
  const inRow = named?.contains(name) ? named : row;
  const kind = getKindCss(rows).find(({ css, rank }) => rank < 7 && isOnlyRows(around, rows, css));
  const rowCss = kind?.css ?? `${getUniqueCss(around)} > ${row.tagName.toLowerCase()}`;
  const marks = getMarks(name).filter(({ css, rank }) => rank < 7 && inRow.querySelectorAll(css).length === 1);
  const nameCss = name === inRow ? null : (marks[0]?.css ?? getPathCss(inRow, name));
  const open = findOpenMark(rows, isTabs);
  return {
    row: [{ css: rowCss, ...evidence }],
    name: [nameCss === null ? { ...evidence } : { css: nameCss, ...evidence }],
    ...(open && { open: [{ css: open, ...evidence }] }),
  };
}

const OPEN_WORD = /(?:^|[-_])(?:active|selected|current|checked|chosen|opened)(?:$|[-_\d])/i;

/** What exactly one row bears and says that it is the open one; `inside`: or what stands in it. */
function findOpenMark(rows: readonly Element[], inside = false): string | null {
  const marks = rows.map((row) =>
    [row, ...(inside ? [...row.querySelectorAll('*')].slice(0, 10) : [])].flatMap(getOpenMarks),
  );
  const all = marks.flat();
  return all.find((mark) => marks.filter((one) => one.includes(mark)).length === 1) ?? null;
}

function getOpenMarks(row: Element): string[] {
  const classes = [...row.classList].filter((name) => /^[A-Za-z_][\w-]*$/.test(name) && OPEN_WORD.test(name));
  const values = [...row.attributes].filter(
    ({ name, value }) => /^(?:data|aria)-[a-z-]+$/.test(name) && /^[A-Za-z][\w.:-]{0,60}$/.test(value),
  );
  return [
    ...classes.map((name) => `.${name}`),
    ...values
      .filter(({ name, value }) => OPEN_WORD.test(value) || (OPEN_WORD.test(name) && value !== 'false'))
      .map(({ name, value }) => `[${name}="${value}"]`),
  ];
}

const isOnlyRows = (around: Element, rows: readonly Element[], css: string): boolean => {
  const hits = [...(around.ownerDocument.querySelectorAll(css) ?? [])];
  const inTree = hits.length > 0 ? hits : [...around.querySelectorAll(css)];
  return rows.every((row) => inTree.includes(row)) && inTree.every((hit) => around.contains(hit));
};
