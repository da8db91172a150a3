import { isVisible } from '../visible';
import { getStyle, getTypeface, isBox } from './look';
import { getSignature } from './marks';
import { getCommon, toTextElement } from './text-element';
import { getKindCss, getPathCss, getTree, getUniqueCss } from './unique-css';

/** Messages that the agent pressed on. */
export interface MessagePicks {
  buyer: readonly Element[];
  agent: readonly Element[];
}

/** How the thread of a page is built: what the picks have in common with everything around them. */
export interface Thread {
  /** Holds all rows. */
  box: Element;
  boxCss: string;
  rowCss: string[];
  /** Visible rows with words, in DOM order. */
  rows: Element[];
  /** Where the words stand in a row; empty = the row itself. */
  textCss: string[];
  /** The words that each row says. */
  textOf(row: Element): Element | null;
  order: 'dom' | 'reverse' | 'top';
  /** The row of each pick. */
  picks: { buyer: Element[]; agent: Element[] };
}

export type ThreadProblem = 'no-text' | 'same-message' | 'other-frame';

const MAX_ROWS = 200;

/** Learns from at least one message of each side. */
export function learnThread(picks: MessagePicks): Thread | ThreadProblem {
  const all = [...picks.buyer, ...picks.agent];
  const top = getCommon(all);
  if (!top) return 'other-frame';
  const toText = (pick: Element) => toTextElement(pick, top);
  const buyer = picks.buyer.map(toText);
  const agent = picks.agent.map(toText);
  if ([...buyer, ...agent].some((text) => text === null)) return 'no-text';
  const mine = agent as Element[];
  const theirs = buyer as Element[];
  const texts = [...theirs, ...mine];
  if (mine.some((one) => theirs.some((other) => one.contains(other) || other.contains(one)))) return 'same-message';
  const box = getBox(texts);
  if (!box) return 'same-message';
  const textCss = findTextCss(box, theirs, mine);
  const found = query(box, textCss.join(', ')).slice(-MAX_ROWS);
  const clusters = getClusters(box, found);
  const rows = getRows(box, clusters);
  const rowOf = (text: Element) => rows.find((row) => row.contains(text)) ?? text;
  const buyerRows = theirs.map(rowOf);
  const agentRows = mine.map(rowOf);
  if (agentRows.some((row) => buyerRows.includes(row))) return 'same-message';
  const isRowText = rows.every((row) => found.includes(row));
  const boxCss = getUniqueCss(box);
  return {
    box,
    boxCss,
    rowCss: findRowCss(box, boxCss, rows, textCss),
    rows,
    textCss: isRowText ? [] : textCss,
    textOf: (row) => (isRowText ? row : (found.find((text) => row.contains(text)) ?? null)),
    order: getOrder(rows),
    picks: { buyer: buyerRows, agent: agentRows },
  };
}

const query = (box: Element, css: string): Element[] =>
  [...box.querySelectorAll(css)].filter((element) => isVisible(element) && (element.textContent ?? '').trim() !== '');

/** The element around the picks; where it is one of several alike (a day, a page of history), the one around those. */
function getBox(texts: readonly Element[]): Element | null {
  let box = getCommon(texts);
  if (box && texts.includes(box)) box = box.parentElement;
  for (let step = 0; box?.parentElement && step < 3; step++) {
    const outer = getAlikeAround(box);
    if (!outer || outer === box.ownerDocument.body) break;
    box = outer;
  }
  return box;
}

/** Steps up from a list of messages to the part that is one of several alike. */
const MAX_SECTION_STEPS = 2;

/** The element whose children are several parts like the one around this list; null = there is only this one. */
function getAlikeAround(list: Element): Element | null {
  for (let part = list, step = 0; part.parentElement && step <= MAX_SECTION_STEPS; part = part.parentElement, step++) {
    const own = getSignature(part);
    const alike = [...part.parentElement.children].filter(
      (other) =>
        other !== part &&
        isVisible(other) &&
        getSignature(other) === own &&
        (step === 0 ? isBuiltLike : holdsRowsOf)(other, list),
    );
    if (alike.length > 0) return part.parentElement;
  }
  return null;
}

/** True when rows like those of the list stand somewhere in another part; rows without a mark of their own are known nowhere else. */
function holdsRowsOf(other: Element, list: Element): boolean {
  const kinds = new Set([...list.children].map(getSignature).filter((kind) => /[.[#]/.test(kind)));
  return kinds.size > 0 && [...other.querySelectorAll('*')].some((inner) => kinds.has(getSignature(inner)));
}

/** True when the children of both are of the same kinds. */
function isBuiltLike(other: Element, box: Element): boolean {
  const kinds = new Set([...box.children].map(getSignature));
  return [...other.children].some((child) => kinds.has(getSignature(child)));
}

/** Selectors that hit the words of every message and nothing that looks like a name or a time. */
function findTextCss(box: Element, buyer: readonly Element[], agent: readonly Element[]): string[] {
  const texts = [...buyer, ...agent];
  const typefaces = new Set(texts.map(getTypeface));
  const hitsAll = (css: string, wanted: readonly Element[]) => {
    const hits = new Set(box.querySelectorAll(css));
    return wanted.every((element) => hits.has(element));
  };
  /** Hits that are no messages: inside of others, or set in another type. */
  const countForeign = (css: string) => {
    const hits = query(box, css);
    return hits.filter(
      (hit) => !typefaces.has(getTypeface(hit)) || hits.some((other) => other !== hit && other.contains(hit)),
    ).length;
  };
  const candidatesFor = (wanted: readonly Element[]) => {
    const own = getKindCss(wanted);
    const parents = wanted.flatMap(({ parentElement }) => (parentElement ? [parentElement] : []));
    const tag = wanted[0]?.tagName.toLowerCase() ?? '*';
    const under = getKindCss(parents).map(({ css, rank }) => ({ css: `${css} > ${tag}`, rank: rank + 1 }));
    const path = getPathCss(box, wanted[0] as Element);
    return [...own, ...under, { css: `${getUniqueCss(box)} > ${path.replace(/^[^>]+/, '* ')}`, rank: 12 }].filter(
      ({ css }) => hitsAll(css, wanted),
    );
  };
  const best = (wanted: readonly Element[]) =>
    candidatesFor(wanted)
      .map((one) => ({ ...one, foreign: countForeign(one.css) }))
      .sort((a, b) => a.foreign - b.foreign || a.rank - b.rank)[0];
  const together = best(texts);
  const apart = [best(buyer), best(agent)];
  const isApartBetter = apart[0] && apart[1] && (!together || together.foreign > apart[0].foreign + apart[1].foreign);
  if (together && !isApartBetter) return [together.css];
  const split = apart.flatMap((one) => one?.css ?? []);
  return split.length > 0 ? [...new Set(split)] : texts.map(getUniqueCss);
}

/** Words in one bubble are one message. */
function getClusters(box: Element, texts: readonly Element[]): Element[][] {
  const clusters = new Map<Element, Element[]>();
  for (const text of texts) {
    let bubble: Element = text;
    for (let node: Element | null = text; node && node !== box; node = node.parentElement) {
      if (!isBox(node)) continue;
      bubble = node;
      break;
    }
    clusters.set(bubble, [...(clusters.get(bubble) ?? []), text]);
  }
  return [...clusters.values()];
}

const depthBelow = (box: Element, element: Element): number => {
  let depth = 0;
  for (let node: Element | null = element; node && node !== box; node = node.parentElement) depth++;
  return depth;
};

/** One element per message: as far out as possible, but never around two messages. */
function getRows(box: Element, clusters: readonly Element[][]): Element[] {
  const innermost = clusters.map((texts) => getCommon(texts) as Element);
  const others = innermost.map((_, i) => innermost.filter((_other, j) => j !== i));
  const depths = innermost.map((element, i) => {
    let node = element;
    while (node.parentElement && node.parentElement !== box) {
      const parent = node.parentElement;
      if (others[i]?.some((other) => parent.contains(other))) break;
      node = parent;
    }
    return depthBelow(box, node);
  });
  const depth = Math.max(...depths);
  const rows = innermost.map((element) => {
    let node = element;
    while (depthBelow(box, node) > depth && node.parentElement) node = node.parentElement;
    return node;
  });
  return [...new Set(rows)];
}

/** Selectors that match every row and nothing else that says something. */
function findRowCss(box: Element, boxCss: string, rows: readonly Element[], textCss: readonly string[]): string[] {
  const isRow = new Set(rows);
  const textHit = textCss.join(', ');
  const isGood = (css: string): boolean => {
    const hits = [...box.querySelectorAll(css)].slice(-MAX_ROWS);
    const set = new Set(hits);
    if (!rows.every((row) => set.has(row))) return false;
    return hits.every(
      (hit) =>
        isRow.has(hit) ||
        (!rows.some((row) => row.contains(hit) || hit.contains(row)) && hit.querySelector(textHit) === null) ||
        !isVisible(hit),
    );
  };
  const common = getKindCss(rows).find(({ css }) => isGood(css));
  if (common && common.rank < 7) return [common.css];
  const depth = depthBelow(box, rows[0] as Element);
  const isLevel = rows.every((row) => depthBelow(box, row) === depth);
  const path = `${boxCss}${' > *'.repeat(depth)}`;
  if (isLevel && isGood(path)) return [path];
  if (common) return [common.css];
  const kinds = new Map<string, Element[]>();
  for (const row of rows) kinds.set(getSignature(row), [...(kinds.get(getSignature(row)) ?? []), row]);
  const each = [...kinds.values()].map(
    (kind) => getKindCss(kind)[0]?.css ?? `${boxCss} > ${getPathCss(box, kind[0] as Element)}`,
  );
  return [...new Set(each)].slice(0, 20);
}

/** Where the newest row stands. */
function getOrder(rows: readonly Element[]): Thread['order'] {
  const first = rows[0];
  const last = rows.at(-1);
  if (!first || !last || first === last) return 'dom';
  const isPlaced = (row: Element) => {
    const style = row.getAttribute('style') ?? '';
    return /top:|translate/.test(style) && getStyle(row, 'position') === 'absolute';
  };
  if (rows.every((row) => isPlaced(row) || (row.parentElement !== null && isPlaced(row.parentElement)))) return 'top';
  return first.getBoundingClientRect().top > last.getBoundingClientRect().top ? 'reverse' : 'dom';
}

/** True when both stand in one tree (document or shadow root). */
export const isSameTree = (elements: readonly Element[]): boolean =>
  elements.every((element) => getTree(element) === getTree(elements[0] as Element));
