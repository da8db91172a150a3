import type { Evidence, RoleRule } from '../adapter';
import { HEADINGS } from '../detect/row-css';
import { getInkBox } from '../ink-box';
import { isNoMessage, isQuiet } from '../no-message';
import { hits } from '../read-role';
import { readText } from '../read-text';
import { getSideOf, isCentred } from '../side';
import { isVisible } from '../visible';
import type { Thread } from './learn-thread';
import { getStyle, isBox } from './look';
import { getOwnText } from './text-element';
import { getKindCss, getUniqueCss } from './unique-css';

/** Lines of the program: nobody presses on them, they stand in the middle where messages lean to a side. */
export interface LearnedLines {
  /** Rows of their own that messages are not. */
  rowCss: string[];
  rules: RoleRule[];
  /** Times and names in them, which are none of their words. */
  without: string[];
}

const MAX_KINDS = 4;
const MAX_LABELS = 6;

/** Learns them from what stands in the middle; where a pressed message is in the middle too, nothing can be said. */
export function learnLines(thread: Thread, evidence: Evidence): LearnedLines {
  const frame = thread.box.getBoundingClientRect();
  const areaOf = (row: Element) => getInkBox(thread.textOf(row) ?? row);
  const said = [...thread.picks.buyer, ...thread.picks.agent].map(areaOf);
  if (said.some((area) => !area || isCentred(area, frame))) return { rowCss: [], rules: [], without: [] };
  const left = Math.round(Math.min(...said.map((area) => (area?.left ?? 0) - frame.left)));
  const right = Math.round(Math.min(...said.map((area) => frame.right - (area?.right ?? 0))));
  const isMiddle = (row: Element) => {
    const area = areaOf(row);
    return area !== null && getSideOf(area, frame, left, right) === 'middle';
  };
  const found = getLineCss(thread, (line) => isMiddle(line) || isSmall(thread, line));
  const text = thread.textCss.join(', ');
  const rules = found.map(({ css }): RoleRule => {
    // a date may stand in one row with a message
    const isBeside = text !== '' && [...thread.box.querySelectorAll(css)].every((line) => !hits(line, text));
    return { role: 'system', css, ...(isBeside && { not: text }), ...evidence };
  });
  if (thread.rows.some(isMiddle)) {
    // they often bear the marks of a side too
    const at = { ...(text && { css: text }), ink: true as const, within: thread.boxCss, left, right };
    rules.push({ role: 'system', side: { ...at, is: 'middle' }, ...evidence });
  }
  const lines = found.flatMap(({ css }) => [...thread.box.querySelectorAll(css)]);
  return {
    rowCss: found.flatMap(({ css, isRow }) => (isRow ? [] : [css])),
    rules,
    without: getLabels(lines, thread),
  };
}

/** A class that says that a name stands here. */
const NAME_CLASS = /(?:^|[-_])(?:(?:user|nick)?-?name|nick|sender|author)$/i;

/** Kinds of parts that print a time or a name beside the line's own words, and never words of messages. */
function getLabels(lines: readonly Element[], thread: Thread): string[] {
  const texts = thread.rows.flatMap((row) => thread.textOf(row) ?? row);
  const isSaid = (css: string) => texts.some((text) => text.matches(css) || text.querySelector(css) !== null);
  const found = new Set<string>();
  for (const line of lines)
    for (const part of line.querySelectorAll('*')) {
      const text = (part.textContent ?? '').trim();
      const isName = [...part.classList].some((name) => NAME_CLASS.test(name));
      // the whole line may be a date, and a name alone may be all it says
      if (!text || text === (line.textContent ?? '').trim() || !(isName || isNoMessage(text))) continue;
      const css = getKindCss([part]).find((kind) => kind.rank < 7 && !isSaid(kind.css))?.css;
      if (css) found.add(css);
    }
  return [...found].slice(0, MAX_LABELS);
}

/** Words that are set smaller than any message, in a line without a box where messages have one. */
function isSmall(thread: Thread, line: Element): boolean {
  const sizeOf = (element: Element) => Number.parseFloat(getStyle(element, 'font-size')) || 0;
  const picks = [...thread.picks.buyer, ...thread.picks.agent];
  const least = Math.min(...picks.map((row) => sizeOf(thread.textOf(row) ?? row)));
  const words = [line, ...line.querySelectorAll('*')].filter((element) => getOwnText(element) !== '');
  const hasBox = (element: Element) => [element, ...element.querySelectorAll('*')].some(isBox);
  return words.length > 0 && words.every((element) => sizeOf(element) < least) && picks.every(hasBox) && !hasBox(line);
}

/** Kinds of lines that stand among the rows and are built otherwise. */
function getLineCss(thread: Thread, isMiddle: (element: Element) => boolean): LineCss[] {
  const { rows, box } = thread;
  const around = new Set(rows.flatMap(({ parentElement }) => parentElement ?? []));
  const isFree = (element: Element) => !rows.some((row) => row.contains(element) || element.contains(row));
  const lines = [...around]
    .flatMap((parent) => [...parent.children])
    .filter((element) => {
      if (!isFree(element) || !isVisible(element) || element.matches(HEADINGS)) return false;
      const { text } = readText(element, { limit: 200, seen: true });
      return text !== '' && !isQuiet(text) && isMiddle(element);
    });
  const found: LineCss[] = [];
  for (const line of lines) {
    const isKnown = ({ css }: LineCss) => line.matches(css) || line.querySelector(css) !== null;
    if (found.length >= MAX_KINDS || found.some(isKnown)) continue;
    // what it bears itself, or what stands in it and in no message
    const marks = [line, ...line.querySelectorAll('*')].flatMap((element) => getKindCss([element]));
    const bare = line.hasAttribute('class') ? [] : [{ css: `${line.tagName.toLowerCase()}:not([class])`, rank: 9 }];
    const parent = line.parentElement === box ? getUniqueCss(box) : null;
    const places = [...marks, ...bare.map(({ css, rank }) => ({ css: parent ? `${parent} > ${css}` : css, rank }))];
    const isLine = (element: Element) => isFree(element) && element.closest(HEADINGS) === null;
    const kind = places.find(({ css }) => [...box.querySelectorAll(css)].every(isLine));
    if (kind) found.push({ css: kind.css, isRow: thread.rowCss.some((css) => line.matches(css)) });
  }
  return found;
}

interface LineCss {
  css: string;
  /** The rule for messages' rows hits it too. */
  isRow: boolean;
}
