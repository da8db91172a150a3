import { type Adapter, type Find, MAX_WITHOUT, type Pick } from '../adapter';
import type { Card } from './cards';
import type { RowCss } from './row-css';
import { getStep, joinCss } from './selectors';
import type { Unit } from './units';

/** Where words, pictures and times stand in a row. */
export function getParts(units: readonly Unit[], rows: RowCss, evidence: Omit<Find, 'css'>): Adapter['parts'] {
  const texts = new Map<string, Set<string>>();
  const images = new Set<string>();
  const times = new Set<string>();
  const avatars = new Set<string>();
  const cards = new Map<string, ({ unit: Element } & Card)[]>();
  for (const { element, bubbles, blocks, labels } of units) {
    for (const bubble of bubbles) {
      const css = rows.cssOf(element, bubble.said) ?? (bubble.card ? rows.rowCssOf(element) : null);
      if (bubble.card) {
        if (css) cards.set(css, [...(cards.get(css) ?? []), { unit: element, ...bubble.card }]);
        continue;
      }
      if (bubble.image) {
        if (css) images.add(css);
        continue;
      }
      const key = css ?? '';
      const without = texts.get(key) ?? new Set<string>();
      for (const extra of bubble.extras)
        without.add(getShort(units, extra.element) ?? rows.cssOf(element, extra.element) ?? '');
      // a large picture inside is said too; a small one is an avatar or a mark, unless it stands in the words
      for (const image of bubble.said.querySelectorAll('img'))
        if (!blocks.some((block) => !labels.has(block) && block.element.contains(image)))
          without.add(rows.cssOf(element, image) ?? '');
      texts.set(key, without);
    }
    for (const block of blocks) {
      if (!labels.has(block) || !/\d[:：]\d/.test(block.text)) continue;
      const css = rows.cssOf(element, block.element);
      if (css && !rows.isGrouped) times.add(css);
    }
    for (const image of element.querySelectorAll('img')) {
      const css = rows.cssOf(element, image);
      if (css && !bubbles.some((bubble) => bubble.image && bubble.said === image)) avatars.add(css);
    }
  }
  const picks = [...joinSplit(units, texts, rows)]
    .sort(([a], [b]) => b.length - a.length)
    .slice(0, 20)
    .map(([css, without]): Pick => {
      const left = [...without].filter(Boolean);
      return { ...(css && { css }), without: joinCss([BUTTONS, ...left], MAX_WITHOUT), ...evidence };
    });
  const find = (css: string): Find => ({ css, ...evidence });
  return {
    text: picks.length > 0 ? picks : [{ ...evidence }],
    image: images.size > 0 ? [...images].slice(0, 20).map(find) : [find('img')],
    ...(avatars.size > 0 && { imageNot: joinCss(avatars) }),
    ...(cards.size > 0 && { product: getProducts(cards, texts, rows, evidence) }),
    ...(times.size > 0 && { time: [...times].slice(0, 10).map((css) => ({ css, ...evidence })) }),
  };
}

/** Where one row holds messages at places of several kinds, one pick must hit them all: only the first that hits is read. */
function joinSplit(
  units: readonly Unit[],
  texts: ReadonlyMap<string, Set<string>>,
  rows: RowCss,
): Map<string, Set<string>> {
  const joined = new Map(texts);
  if (!rows.isSplit) return joined;
  for (const { element, bubbles } of units) {
    const keys = [...new Set(bubbles.map((bubble) => rows.cssOf(element, bubble.said) ?? ''))];
    const known = keys.map((key) => [...joined].find(([css]) => css.split(', ').includes(key)));
    const all = new Map(known.flatMap((one) => (one ? [one] : [])));
    const css = [...all.keys()].join(', ');
    if (all.size < 2 || keys.includes('') || css.length > MAX_CSS) continue;
    for (const key of all.keys()) joined.delete(key);
    joined.set(css, new Set([...all.values()].flatMap((set) => [...set])));
  }
  return joined;
}

/** Longest selector of rules (rules-schema.ts). */
const MAX_CSS = 600;

/** A name, time or quote by its own classes, where nothing that was said bears them; null = it has none. */
function getShort(units: readonly Unit[], element: Element): string | null {
  const css = getStep(element, false);
  if (!css.includes('.')) return null;
  const isSaid = ({ blocks, labels, bubbles }: Unit) =>
    bubbles.some(({ said }) =>
      [...said.querySelectorAll(css)].some((hit) =>
        blocks.some((one) => !labels.has(one) && hit.contains(one.element)),
      ),
    );
  return units.some(isSaid) ? null : css;
}

const BUTTONS = 'button, [role="button"]';

/** Cards of products: where they stand, and title and price in them. What bubbles are named by is no card. */
function getProducts(
  cards: ReadonlyMap<string, ({ unit: Element } & Card)[]>,
  texts: ReadonlyMap<string, unknown>,
  rows: RowCss,
  evidence: Omit<Find, 'css'>,
): NonNullable<Adapter['parts']['product']> {
  const found = [...cards].filter(([css]) => !texts.has(css)).slice(0, 10);
  const picks = (part: 'title' | 'price'): Pick[] => {
    const css = new Set(
      found.flatMap(([, list]) => list.flatMap((card) => rows.cssOf(card.unit, card[part].element) ?? [])),
    );
    return [...css].slice(0, 10).map((one) => ({ css: one, ...evidence }));
  };
  return {
    css: found.map(([css]) => ({ css, ...evidence })),
    fields: { title: picks('title'), price: picks('price') },
  };
}
