/** How things look, for telling bubbles from the page and words from names. */

const styleOf = (element: Element): CSSStyleDeclaration | null =>
  element.ownerDocument.defaultView?.getComputedStyle(element) ?? null;

const isClear = (color: string): boolean => color === '' || color === 'transparent' || /,\s*0\)$/.test(color);

/** True when a person sees the element as a box of its own: coloured, framed or raised. */
export function isBox(element: Element): boolean {
  const style = styleOf(element);
  if (!style || style.display === 'inline') return false;
  if (!isClear(style.backgroundColor) || (style.backgroundImage !== 'none' && style.backgroundImage !== ''))
    return true;
  const borders = [style.borderTopWidth, style.borderRightWidth, style.borderBottomWidth, style.borderLeftWidth];
  if (borders.filter((width) => Number.parseFloat(width) > 0).length >= 3) return true;
  return style.boxShadow !== 'none' && style.boxShadow !== '';
}

/** Size and weight of the words: names and times differ in it from what was said. */
export function getTypeface(element: Element): string {
  const style = styleOf(element);
  return style ? `${style.fontSize}/${style.fontWeight}` : '';
}

/** One computed property; '' without layout. */
export const getStyle = (element: Element, property: string): string =>
  styleOf(element)?.getPropertyValue(property).trim() ?? '';
