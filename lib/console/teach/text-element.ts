/** Elements that only shape words. */
const SHAPES = new Set(
  'P SPAN A B STRONG EM I U S CODE PRE LI UL OL BLOCKQUOTE FONT BDI BDO MARK SMALL H1 H2 H3 H4 H5 H6 BR IMG'.split(' '),
);
const PARAGRAPHS = new Set('P LI UL OL PRE BLOCKQUOTE H1 H2 H3 H4 H5 H6'.split(' '));

/** Words that stand in the element itself, not in its children. */
export const getOwnText = (element: Element): string => {
  let text = '';
  for (const node of element.childNodes) if (node.nodeType === 3) text += (node as Text).data;
  return text.trim();
};

const hasText = (element: Element): boolean => (element.textContent ?? '').trim() !== '';

/**
 * The element that holds all words of the message somebody pressed on: not a word inside, not the row around; always below
 * `top`, which holds other messages too. Null = no words.
 */
export function toTextElement(pick: Element, top: Element): Element | null {
  let element: Element = pick;
  if (!hasText(pick)) {
    // an emoji inside of words, or an empty edge of the bubble
    const around = pick.parentElement;
    if (!around || around.contains(top) || !getOwnText(around)) return null;
    element = around;
  }
  if (!getOwnText(element)) {
    const blocks = [...element.querySelectorAll('*')].filter((inner) => getOwnText(inner) !== '');
    const longest = blocks.sort((a, b) => getOwnText(b).length - getOwnText(a).length)[0];
    if (!longest) return null;
    element = longest;
  }
  for (let parent = element.parentElement; parent && !parent.contains(top); parent = element.parentElement) {
    const isShape = SHAPES.has(element.tagName);
    const siblings = [...parent.children].filter((child) => child !== element && hasText(child));
    const isInWords = isShape && getOwnText(parent) !== '';
    const isParagraph = PARAGRAPHS.has(element.tagName) && siblings.every(({ tagName }) => PARAGRAPHS.has(tagName));
    const isBare = isShape && element.classList.length === 0 && siblings.every(({ tagName }) => tagName === 'A');
    // a line that is nothing but a line may get another one below it
    const isLine = element.tagName === 'DIV' && element.attributes.length === 0 && siblings.length === 0;
    if (!isInWords && !isParagraph && !isBare && !isLine) break;
    element = parent;
  }
  return element;
}

/** The nearest element around all. */
export function getCommon(elements: readonly Element[]): Element | null {
  let common = elements[0] ?? null;
  while (common && !elements.every((element) => common?.contains(element))) common = common.parentElement;
  return common;
}
