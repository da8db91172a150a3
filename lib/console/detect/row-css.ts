import type { ThreadCandidate } from './find-thread';
import { getPath, getStep } from './selectors';
import { getPartCss, type Unit } from './units';

/** How rules name the rows of a thread and what stands in them. */
export interface RowCss {
  /** Selectors of rows. */
  row: string[];
  /** Selector of a part of a row; null = the row itself. */
  cssOf(unit: Element, part: Element): string | null;
  /** Selector of units like this one, by its classes; null = it has none. */
  rowCssOf(unit: Element): string | null;
  isGrouped: boolean;
  /** Rows hold several messages without bubbles. */
  isSplit: boolean;
}

/** Above messages, never one of them. */
export const HEADINGS = 'h1, h2, h3, h4, h5, h6';

/** Rows are the thread's children (or those of its sections), or, where one of them holds several bubbles, the bubbles. */
export function createRowCss(units: readonly Unit[], { parent, sections }: ThreadCandidate, frameCss: string): RowCss {
  const isGrouped = units.some(({ bubbles }) => bubbles.filter(({ styled }) => styled).length > 1);
  const isSplit = !isGrouped && units.some(({ bubbles }) => bubbles.length > 1);
  // a part of the same path is something else in another unit: then the unit's own classes must tell
  const said = new Set<string>();
  const other = new Set<string>();
  for (const { element, blocks, bubbles, labels } of units) {
    for (const bubble of bubbles) said.add(getPartCss(element, bubble.said));
    for (const block of blocks) if (labels.has(block)) other.add(block.key);
  }
  const around = (unit: Element) =>
    [frameCss, ...(unit.parentElement === parent ? [] : getPath(parent, unit.parentElement ?? parent, false))].join(
      ' > ',
    );
  const bubbles = new Set(units.flatMap((unit) => unit.bubbles.flatMap(({ box, said }) => [box, said])));
  /** Bubbles of a group are one kind wherever they stand in it, as long as no name or time is met by it. */
  const loosen = (css: string): string => {
    const loose = css.replace(/:nth-of-type\(\d+\)/g, '');
    if (!isGrouped || loose === css) return css;
    const hits = [...parent.querySelectorAll(loose)].filter((hit) =>
      units.some(({ element }) => element.contains(hit)),
    );
    return hits.length > 0 && hits.every((hit) => bubbles.has(hit)) ? loose : css;
  };
  const cssOf = (unit: Element, part: Element): string | null => {
    const path = getPartCss(unit, part);
    const step = said.has(path) && other.has(path) ? getStep(unit, false) : '*';
    return path === '' ? null : loosen(`${around(unit)} > ${step} > ${path}`);
  };
  const rowCssOf = (unit: Element): string | null => {
    const step = getStep(unit, false);
    // a tag of its own tells as well as a class does
    const isTold = step.includes('.') || !/^(?:div|li|tr|span)$/.test(step);
    return isTold ? `${around(unit)} > ${step}` : null;
  };
  const row = new Set<string>();
  if (isGrouped) {
    for (const { element, bubbles } of units)
      for (const bubble of bubbles)
        row.add(cssOf(element, bubble.box) ?? `${around(element)} > ${getStep(element, false)}`);
  } else {
    for (const { step, path, rows } of sections)
      for (const css of rows) row.add([frameCss, step, ...path, css].join(' > '));
    const steps = sections.map(({ step }) => step).join(', ');
    row.add(`${frameCss} > ${steps ? `:not(${steps}, ${HEADINGS})` : `:not(${HEADINGS})`}`);
  }
  return { row: [...row], cssOf, rowCssOf, isGrouped, isSplit };
}
