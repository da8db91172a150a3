import { getCommonMarks, getMarks } from './marks';

const MAX_UP = 12;

const count = (root: ParentNode, css: string): number => root.querySelectorAll(css).length;

/** The tree that an element stands in: the document, or its shadow root. */
export const getTree = (element: Element): Document | ShadowRoot => element.getRootNode() as Document | ShadowRoot;

/** Tag and place among the siblings of the same tag. */
export const getPlace = (element: Element): string => {
  const tag = element.tagName.toLowerCase();
  const siblings = [...(element.parentNode?.children ?? [])].filter((other) => other.tagName === element.tagName);
  return siblings.length > 1 ? `${tag}:nth-of-type(${siblings.indexOf(element) + 1})` : tag;
};

/** A selector that finds exactly this element in its tree: by its own marks, by those of what is around it, by place at last. */
export function getUniqueCss(element: Element): string {
  const tree = getTree(element);
  const own = getMarks(element).map(({ css }) => css);
  const tag = element.tagName.toLowerCase();
  const singles = [...own, ...own.map((css) => (css.startsWith('[') || css.startsWith('.') ? tag + css : css))];
  for (const css of singles) if (count(tree, css) === 1) return css;
  for (const a of own) for (const b of own) if (a < b && count(tree, a + b) === 1) return a + b;
  let steps = getPlace(element);
  let up = element.parentElement;
  for (let step = 0; up && step < MAX_UP; step++, up = up.parentElement) {
    for (const { css } of getMarks(up)) {
      for (const mine of own) if (count(tree, `${css} ${mine}`) === 1) return `${css} ${mine}`;
      if (count(tree, `${css} > ${steps}`) === 1) return `${css} > ${steps}`;
    }
    steps = `${getPlace(up)} > ${steps}`;
  }
  return steps;
}

/** The steps from `top` (left out) down to an element: the steadiest mark of each, its place where it bears none. */
export function getPathCss(top: Element, element: Element): string {
  const steps: string[] = [];
  for (let node: Element | null = element; node && node !== top; node = node.parentElement) {
    const tag = node.tagName.toLowerCase();
    const mark = getMarks(node).find(({ css }) => !css.startsWith('#'));
    steps.unshift(mark ? tag + mark.css : getPlace(node));
  }
  return steps.join(' > ');
}

/** Selectors that find all of the elements, steadiest first; they may find others of the same kind too. */
export function getKindCss(elements: readonly Element[]): { css: string; rank: number }[] {
  const [first] = elements;
  if (!first) return [];
  const tag = elements.every(({ tagName }) => tagName === first.tagName) ? first.tagName.toLowerCase() : '';
  const marks = getCommonMarks(elements);
  const found = marks.map(({ css, rank }) => ({ css: css.startsWith('#') ? css : tag + css, rank }));
  for (const [i, a] of marks.slice(0, 5).entries())
    for (const b of marks.slice(i + 1, 5)) found.push({ css: tag + a.css + b.css, rank: a.rank + b.rank + 0.5 });
  return found.sort((a, b) => a.rank - b.rank);
}
