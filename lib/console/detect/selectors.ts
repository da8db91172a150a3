/** Selectors for what was found: short, of this page's own words, and the same after a re-mount or a switch of conversation. */

/** Ids and classes that change from one row, conversation or state to the next. */
const CHANGING = /\d{4,}|^:|[^\w-]|(?:^|[-_])(?:css|sc|jss|tss|emotion|styled)-[\w-]*\d/;
const STATE =
  /(?:^|[-_])(?:active|selected|current|open|opened|hover|focus|focused|focus-within|visible|hidden|first|last|new|unread|animate|animated|animating|enter|leave|enter-active|appear|loading|disabled|empty|dragging|scrolling|typing|playing|even|odd|filled|dirty|pristine|touched|untouched|valid|invalid|has-value|has-text)(?:$|[-_])/i;
/** The same at the end of a name in one word: "inputEmpty". */
export const STATE_END =
  /[a-z](?:Active|Selected|Current|Open|Opened|Hover|Focus|Focused|Visible|Hidden|Unread|Loading|Disabled|Empty|Filled|Dirty|Typing|HasValue|HasText)$/;

/** Classes of an element that a rule may name. */
export const getStableClasses = (element: Element): string[] =>
  [...element.classList].filter((name) => !CHANGING.test(name) && !STATE.test(name) && !STATE_END.test(name));

/** Classes of one element that a selector names; utility styles come by the dozen. */
const MAX_CLASSES = 4;

/** The classes that tell most: those in plain words first. */
const pickClasses = (element: Element): string[] => {
  const classes = getStableClasses(element);
  if (classes.length <= MAX_CLASSES) return classes;
  const plain = classes.filter((name) => /^[A-Za-z][A-Za-z_-]{3,}$/.test(name));
  return [...new Set([...plain, ...classes])].slice(0, MAX_CLASSES);
};

/** As many selectors as fit into one rule (rules-schema.ts), whole ones only. */
export function joinCss(selectors: Iterable<string>, max = 600): string {
  let joined = '';
  for (const css of selectors) {
    const longer = joined ? `${joined}, ${css}` : css;
    if (css && longer.length <= max) joined = longer;
  }
  return joined;
}

const isStableId = (id: string): boolean =>
  id !== '' && !/\d{3,}|[-_]\d+(?:$|[-_])|\d[a-z]+\d|^:|^«|^radix|^rc-|[^\w-]/.test(id);

const escapeCss = (name: string): string => (typeof CSS === 'undefined' ? name : CSS.escape(name));

/** Tag, stable classes, and, where those tell it from no sibling of its tag, its place among them. */
export function getStep(element: Element, placed: boolean): string {
  const classes = pickClasses(element).map((name) => `.${escapeCss(name)}`);
  const tag = element.tagName.toLowerCase();
  const base = `${tag}${classes.join('')}`;
  if (!placed) return base;
  const parent = element.parentElement ?? element.getRootNode();
  const twins = [...(parent as ParentNode).children].filter(
    (other) => other.tagName === element.tagName && classes.every((name) => other.matches(name)),
  );
  if (twins.length <= 1) return base;
  const place = [...(parent as ParentNode).children]
    .filter((other) => other.tagName === element.tagName)
    .indexOf(element);
  return `${base}:nth-of-type(${place + 1})`;
}

/** A selector that finds exactly this element in its tree: from the nearest ancestor that can be named alone. */
export function getUniqueCss(element: Element): string {
  const root = element.getRootNode() as ParentNode;
  const isOnly = (css: string) => root.querySelectorAll(css).length === 1;
  const steps: string[] = [];
  for (let node: Element | null = element; node; node = node.parentElement) {
    const named = isStableId(node.id) ? `#${escapeCss(node.id)}` : '';
    if (named && isOnly(named)) return [named, ...steps].join(' > ');
    const plain = getStep(node, false);
    if (plain.includes('.') && isOnly([plain, ...steps].join(' > '))) return [plain, ...steps].join(' > ');
    steps.unshift(getStep(node, true));
    if (steps.length > 12) break;
  }
  return steps.join(' > ');
}

/** The steps from `top` (left out) down to `element`. */
export function getPath(top: Element, element: Element, placed = true): string[] {
  const steps: string[] = [];
  for (let node: Element | null = element; node && node !== top; node = node.parentElement)
    steps.unshift(getStep(node, placed && needsPlace(node)));
  return steps;
}

/** Cells of a table, and elements without a class beside others of their tag, are told apart by place only. */
const needsPlace = (element: Element): boolean =>
  /^T[DH]$/.test(element.tagName) || getStableClasses(element).length === 0;
