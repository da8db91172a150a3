import { type Box, getInkBox, getOwnInkBox } from '../ink-box';
import { readText } from '../read-text';
import { isForEars, isVisible } from '../visible';
import { getPath } from './selectors';

/** One run of words that a person sees as one thing: a line, a paragraph, a name, a time. */
export interface TextBlock {
  element: Element;
  text: string;
  /** Steps from the unit down to the element: equal for the same part of other units. */
  path: string[];
  key: string;
  box: Box;
  /** Words stand beside inner elements that are blocks of their own. */
  own: boolean;
}

/** Words in these are controls, never something that was said. */
export const CONTROLS =
  'button, [role="button"], [role="menu"], [role="toolbar"], [role="tooltip"], select, input, textarea, svg, script, style, noscript, template';
const MAX_BLOCKS = 60;
/** Names are pressed to see who that is. */
const NAME_CLASS = /(?:^|[-_])(?:(?:user|nick|display)?-?name|nick|sender|author)(?:$|[-_])/i;
const isControl = (element: Element): boolean =>
  element.matches(CONTROLS) && !(element.matches('[role="button"]') && [...element.classList].some(isNameClass));
const isNameClass = (name: string): boolean => NAME_CLASS.test(name);

const hasOwnWords = (element: Element): boolean => {
  for (let node = element.firstChild; node; node = node.nextSibling)
    if (node.nodeType === 3 && (node as Text).data.trim() !== '') return true;
  return false;
};

const INLINE = /^(?:A|ABBR|B|BDI|BDO|CITE|CODE|EM|FONT|I|IMG|KBD|MARK|Q|S|SMALL|STRONG|SUB|SUP|U|WBR|BR)$/;

/** True when all that is inside is part of the same running words. */
const isRunning = (element: Element): boolean => {
  for (const child of element.children) {
    if (INLINE.test(child.tagName)) continue;
    if ((child.textContent ?? '').trim() === '') continue;
    return false;
  }
  return true;
};

/** The text blocks of a unit in document order. */
export function getTextBlocks(unit: Element): TextBlock[] {
  const blocks: TextBlock[] = [];
  const add = (element: Element, own: boolean) => {
    const { text } = readText(element, { own, limit: 2000, seen: true });
    const box = text ? (own ? getOwnInkBox(element) : getInkBox(element)) : null;
    if (!box) return;
    const path = getPath(unit, element);
    blocks.push({ element, text, path, key: path.join(' > '), box, own });
  };
  const visit = (element: Element): void => {
    if (blocks.length >= MAX_BLOCKS || isControl(element) || !isVisible(element)) return;
    if ((element.textContent ?? '').trim() === '' || isForEars(element)) return;
    let isOwnLeft = hasOwnWords(element);
    if (isOwnLeft && isRunning(element)) {
      add(element, false);
      return;
    }
    // words of its own stand where they begin, behind a name perhaps
    for (const node of element.childNodes) {
      if (node.nodeType === 1) visit(node as Element);
      else if (isOwnLeft && node.nodeType === 3 && (node as Text).data.trim() !== '') {
        isOwnLeft = false;
        add(element, true);
      }
    }
  };
  visit(unit);
  return blocks;
}

/** The nearest element that holds all of these. */
export function getCommon(elements: readonly Element[]): Element | null {
  let common: Element | null = elements[0] ?? null;
  for (const element of elements) while (common && !common.contains(element)) common = common.parentElement;
  return common;
}
