import { getInkBox } from '../ink-box';
import { isNoMessage } from '../no-message';
import { readText } from '../read-text';
import type { ThreadCandidate } from './find-thread';
import { findInside } from './inside-name';
import { isSeen } from './layout';
import { getStep, getUniqueCss } from './selectors';
import { getTextBlocks, type TextBlock } from './text-blocks';
import { OWN_LABEL, SYSTEM_LABEL } from './words';

/** Who the open chat is with, and where that stands. */
export interface FoundName {
  name: string;
  css: string;
  /** The element holds more than the name: its own words are read. */
  own?: true;
  /** Other words stand around it in the same line: they are cut away (a regular expression). */
  strip?: string;
  /** It stands outside of the thread's shadow root. */
  isOutside: boolean;
  /** 0..1 */
  score: number;
  /** The list of conversations that names the same buyer. */
  list?: FoundList;
  /** It is printed at messages only: the sender who stands in the list of conversations too. */
  isSender?: true;
}
export interface FoundList {
  row: string;
  name: string;
}

const MAX_NAME = 40;
const MAX_HEADER_PX = 160;
const MAX_STEPS = 7;

/** Short lines by their words, and where they stand. */
export type Listed = Map<string, Element[]>;
/** Places of one text that are looked at. */
const MAX_SAME = 5;

/** Short lines of a page that stand in repeated blocks outside of the pane: what a list of conversations is made of. */
export function findListed(root: Document | ShadowRoot, pane: Element | ShadowRoot): Listed {
  const found: Listed = new Map();
  const walker = (pane.ownerDocument as Document).createTreeWalker(root, 4);
  let looked = 0;
  for (let node = walker.nextNode(); node && looked < 4000; node = walker.nextNode()) {
    looked++;
    const text = (node.textContent ?? '').trim();
    const element = node.parentElement;
    if (!text || text.length > MAX_NAME || !element || pane.contains(element)) continue;
    const known = found.get(text) ?? [];
    if (known.length < MAX_SAME && getListRow(element)) found.set(text, [...known, element]);
  }
  return found;
}

/** Of what stands in lists, the first words of each row: names of people, not what they said last. */
export function getListedNames(listed: Listed): Set<string> {
  const names = new Set<string>();
  for (const [text, elements] of listed)
    if (elements.some((element) => isFirstIn(getListRow(element), element))) names.add(text);
  return names;
}

function isFirstIn(row: Element | null, element: Element): boolean {
  if (!row) return false;
  const walker = row.ownerDocument.createTreeWalker(row, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    if (node.parentElement === element) return true;
    // letters of a face, counts and times stand before a name too
    if (text.length > 2 && !isNoMessage(text)) return false;
  }
  return false;
}

/** The row of a list that an element stands in: one of several alike, each with more than one line or picture. */
function getListRow(element: Element): Element | null {
  let row: Element | null = element;
  for (let step = 0; row && step < 6; step++, row = row.parentElement) {
    const parent: Element | null = row.parentElement;
    if (!parent || parent.childElementCount < 2) continue;
    const tag = row.tagName;
    if (/^(?:TR|TBODY|THEAD|TD|TH|OPTION)$/.test(tag)) return null;
    const alike = [...parent.children].filter((other) => other.tagName === tag && isAlike(other, row as Element));
    if (alike.length >= 2 && row.getBoundingClientRect().height >= 20 && row.childElementCount >= 1) return row;
  }
  return null;
}

const isAlike = (a: Element, b: Element): boolean =>
  Math.abs(a.getBoundingClientRect().width - b.getBoundingClientRect().width) <= 2 &&
  Math.abs(a.getBoundingClientRect().height - b.getBoundingClientRect().height) <= 30 &&
  Math.abs(a.getBoundingClientRect().left - b.getBoundingClientRect().left) <= 2;

/** The lines above the thread, within its pane and the blocks around it, nearest first. */
function getHeaderLines(thread: ThreadCandidate, composer: Element): TextBlock[] {
  const frame = thread.scroller.getBoundingClientRect();
  const skip = [thread.scroller, composer];
  const found: TextBlock[] = [];
  let area: Element | ShadowRoot | null = thread.pane;
  for (let step = 0; area && step < MAX_STEPS; step++) {
    const lines = getLinesOutside(area, skip).filter(({ box }) => {
      const middle = (box.left + box.right) / 2;
      const isOver = middle >= frame.left - 8 && middle <= frame.right + 8;
      return isOver && box.bottom <= frame.top + 8 && box.top >= frame.top - MAX_HEADER_PX;
    });
    found.push(...lines);
    if (area.nodeType === 1) skip.push(area as Element);
    area = getNext(area, skip);
  }
  return found;
}

/** One step outwards; out of a shadow root comes its host, which is no header itself. */
function getNext(area: Element | ShadowRoot, skip: Element[]): Element | ShadowRoot | null {
  if (area.parentElement) return area.parentElement;
  const root = area.getRootNode();
  if (!('host' in root)) return null;
  if (root !== area) return root as ShadowRoot;
  const { host } = root as ShadowRoot;
  skip.push(host);
  return host.parentElement;
}

function getLinesOutside(area: Element | ShadowRoot, skip: readonly Element[]): TextBlock[] {
  const lines: TextBlock[] = [];
  const visit = (element: Element | ShadowRoot, depth: number): void => {
    for (const child of element.children) {
      if (skip.includes(child) || lines.length > 60) continue;
      if (skip.some((one) => child.contains(one))) {
        if (depth < 8) visit(child, depth + 1);
      } else if (isSeen(child)) lines.push(...getTextBlocks(child));
    }
  };
  visit(area, 0);
  return lines;
}

/** The name stands in the element itself: what the page may put beside it ("online") is no part of it. */
const isOwnText = (element: Element, name: string): boolean =>
  readText(element, { own: true, limit: 200 }).text === name;

const NAME_WORD = /name|nick|title|user|buyer|customer|contact|peer/i;
const NO_NAME =
  /[：:。！？!?，,]|^\d+$|在线|离线|online|offline|typing|正在输入|条消息|messages?$|^(?:会话|聊天|消息|对话|客服工作台|在线客服|chat|messages?|inbox|conversation|support|help)$/i;

/**
 * The buyer's name. A line above the thread that stands in the list of conversations too is sure; one that is also printed at
 * messages is nearly so; a heading alone is a guess.
 */
export function findName(
  thread: ThreadCandidate,
  composer: Element,
  listed: Listed,
  senders: ReadonlySet<string>,
): FoundName | null {
  let best: (FoundName & { element: Element }) | null = null;
  const lines = getHeaderLines(thread, composer);
  for (const line of lines) {
    const { text, element } = line;
    if (
      text.length > MAX_NAME ||
      text.includes('\n') ||
      (NO_NAME.test(text) && !listed.has(text)) ||
      OWN_LABEL.test(text)
    )
      continue;
    const area = getInkBox(element);
    if (!area) continue;
    let score = 0.2;
    // a list (of orders, of chats) that stands over the thread is no header
    if (getNamedElsewhere(element, listed.get(text))) score += 0.6;
    if (senders.has(text)) score += 0.5;
    if (/^H[1-6]$/.test(element.tagName) || element.closest('h1, h2, h3, h4, h5, h6')) score += 0.15;
    if (
      NAME_WORD.test(element.className.toString()) ||
      NAME_WORD.test(element.parentElement?.className.toString() ?? '')
    )
      score += 0.15;
    if (best && best.score >= score) continue;
    best = {
      name: text,
      css: getUniqueCss(element),
      ...(isOwnText(element, text) && { own: true }),
      isOutside: element.getRootNode() !== thread.scroller.getRootNode(),
      score: Math.min(1, score),
      element,
    };
  }
  const inside = !best || best.score < NAMED ? findNameInside(thread, lines, listed) : null;
  if (inside || !best) return inside;
  const { element, ...found } = best;
  const list = getNamedElsewhere(element, listed.get(found.name));
  const rules = list ? toListRules(list) : null;
  return { ...found, ...(rules && { list: rules }) };
}

/** A line that nothing else on the page speaks for is not sure. */
const NAMED = 0.6;

/** "Chat with Lulu" above the thread, where one of the chats of the list is Lulu's; several such lines tell nothing. */
function findNameInside(thread: ThreadCandidate, lines: readonly TextBlock[], listed: Listed): FoundName | null {
  const names = getListedNames(listed);
  const found = lines.flatMap(({ text, element }) => {
    const inside = text.length <= MAX_LINE && !NO_NAME.test(text) ? findInside(text, names) : null;
    const place = inside && getNamedElsewhere(element, listed.get(inside.name));
    // what stands in several rows of the list is no person's name, or that of two
    if (place && isRepeatedInList(place, listed.get(inside.name))) return [];
    return inside && place ? [{ ...inside, element, place }] : [];
  });
  const [first] = found;
  if (!first || found.some(({ name }) => name !== first.name)) return null;
  const { name, strip, element, place } = first;
  const list = toListRules(place);
  return {
    name,
    strip,
    css: getUniqueCss(element),
    own: true,
    isOutside: element.getRootNode() !== thread.scroller.getRootNode(),
    score: BESIDE,
    ...(list && { list }),
  };
}
function isRepeatedInList(place: Element, named: readonly Element[] = []): boolean {
  const list = getListRow(place)?.parentElement;
  return named.filter((one) => list?.contains(one)).length > 1;
}
/** Longest line that is searched for a name, UTF-16 units. */
const MAX_LINE = 80;

/** How sure a name is that stands in a panel or a list, not above the thread. */
const BESIDE = 0.7;

/**
 * Where no line above the thread names the buyer: the one of the senders whom a panel of the page names too, else the only one who
 * stands in the list of conversations. The page's own bar names whoever is logged in.
 */
export function findSender(
  thread: ThreadCandidate,
  root: Document | ShadowRoot,
  listed: Listed,
  senders: ReadonlySet<string>,
): FoundName | null {
  const people = new Set([...senders].filter((name) => !OWN_LABEL.test(name) && !SYSTEM_LABEL.test(name)));
  const panels = findNamed(root, thread.scroller, people);
  const labelled = panels.filter(({ element }) => isLabelled(element));
  const panel = [labelled, panels].find((some) => new Set(some.map(({ name }) => name)).size === 1)?.[0];
  if (panel) return { name: panel.name, css: getUniqueCss(panel.element), isOutside: false, score: BESIDE };
  const chats = [...people].filter((name) => listed.has(name));
  const [name] = chats;
  const row = name === undefined ? undefined : listed.get(name)?.[0];
  const list = row ? toListRules(row) : null;
  if (name === undefined || chats.length !== 1 || !list) return null;
  return { name, css: ':not(*)', isOutside: false, score: BESIDE, list, isSender: true };
}

/** "Name" or "customer" stands in front of it. */
const isLabelled = (element: Element): boolean => {
  let node: Element | null = element;
  for (let step = 0; node && step < 3; step++, node = node.parentElement) {
    const label = node.previousElementSibling;
    if (label) return LABEL.test((label.textContent ?? '').trim());
  }
  return false;
};
const LABEL =
  /^(?:name|nick(?:name)?|customer|buyer|user|visitor|昵称|姓名|名称|买家|客户|顾客|用户|访客)\s*(?:昵称|姓名|名称|name)?\s*[:：]?$/i;

/** Elements outside of a thread, of lists and of bars that hold nothing but one of these names. */
function findNamed(
  root: Document | ShadowRoot,
  scroller: Element,
  names: ReadonlySet<string>,
): { name: string; element: Element }[] {
  const found: { name: string; element: Element }[] = [];
  const walker = (scroller.ownerDocument as Document).createTreeWalker(root, 4);
  let looked = 0;
  for (let node = walker.nextNode(); node && looked < 4000 && found.length < MAX_SAME; node = walker.nextNode()) {
    looked++;
    const name = (node.textContent ?? '').trim();
    const element = node.parentElement;
    if (!element || !names.has(name) || scroller.contains(element) || getListRow(element) || !isSeen(element)) continue;
    if (element.closest('header, nav, [role="banner"], [role="navigation"], button, [role="button"], a, select'))
      continue;
    if ((element.textContent ?? '').trim() === name) found.push({ name, element });
  }
  return found;
}

/** The first place of a text in a list that the element itself does not stand in. */
const getNamedElsewhere = (element: Element, named: readonly Element[] = []): Element | undefined =>
  named.find((one) => !getListRow(one)?.parentElement?.contains(element));

function toListRules(element: Element): FoundList | null {
  const row = getListRow(element);
  if (!row?.parentElement) return null;
  const steps: string[] = [];
  for (let node: Element | null = element; node && node !== row; node = node.parentElement)
    steps.unshift(getStep(node, true));
  if (steps.length === 0) return null;
  return { row: `${getUniqueCss(row.parentElement)} > ${row.tagName.toLowerCase()}`, name: steps.join(' > ') };
}
