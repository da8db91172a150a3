import { isNoMessage } from '../no-message';
import { getPath } from './selectors';
import type { TextBlock } from './text-blocks';
import type { Unit } from './units';
import { BUYER_LABEL, OWN_LABEL, SYSTEM_LABEL } from './words';

/** Who speaks by the names that are printed at the messages: for threads whose messages all stand at one side. */
export interface Named {
  /** The name that a unit prints. */
  labelOf(unit: Unit): TextBlock | undefined;
  /** Steps from a unit down to the name, without classes that only some people's names bear. */
  path: string[];
  names: string[];
}

/** What stands behind a name in its line: "Lulu:" (a regular expression, as picks cut it away). */
export const NAME_END = '\\s*[:：]$';
/** The sender of a message as it is printed, without the colon behind it. */
export const toSender = (text: string): string => text.replace(/\s*[:：]$/, '');

/** The place where most units print who speaks; null = there is none. A colour of its own for each person makes no other place. */
export function readNamed(units: readonly Unit[]): Named | null {
  const shapeOf = ({ path }: TextBlock) => path.map((step) => step.replace(/[.:].*$/, '')).join('>');
  const places = new Map<string, { blocks: TextBlock[] }>();
  for (const unit of units) {
    if (unit.bubbles.length === 0) continue;
    const seen = new Set<string>();
    for (const block of unit.labels) {
      const shape = shapeOf(block);
      if (isNoMessage(block.text) || seen.has(shape)) continue;
      seen.add(shape);
      places.set(shape, { blocks: [...(places.get(shape)?.blocks ?? []), block] });
    }
  }
  // one word at every message is a link or a tag
  const differ = ({ blocks }: { blocks: TextBlock[] }) => new Set(blocks.map(({ text }) => text)).size > 1;
  const [best] = [...places].sort(
    ([, a], [, b]) => Number(differ(b)) - Number(differ(a)) || b.blocks.length - a.blocks.length,
  );
  if (!best) return null;
  const [shape, { blocks }] = best;
  const known = new Set(blocks);
  return {
    labelOf: (unit) =>
      [...unit.labels].find((block) => known.has(block)) ?? [...unit.labels].find((block) => shapeOf(block) === shape),
    path: (blocks[0]?.path ?? []).map((_, i) => getCommonStep(blocks.map(({ path }) => path[i] ?? ''))),
    names: [...new Set(blocks.map(({ text }) => toSender(text)))],
  };
}

/** What a face or a row says of who speaks, to those who cannot see it. */
const NAMING = ['alt', 'title', 'aria-label', 'name', 'label'];
/** Lines of the program show no face: this share of a thread is said by somebody. */
const MOST = 0.6;
/** Most people of one thread. */
const MAX_PEOPLE = 5;

/** The same where no name is printed: an attribute of a part of every message that holds the buyer's name at some of them. */
export function readNamedParts(units: readonly Unit[], buyer: string): (Named & { attr: string }) | null {
  const places = new Map<string, Map<Unit, TextBlock>>();
  for (const unit of units)
    for (const element of [...unit.element.querySelectorAll(NAMING.map((attr) => `[${attr}]`).join(', '))].slice(0, 20))
      for (const attr of NAMING) {
        const text = element.getAttribute(attr)?.trim() ?? '';
        if (!text || isNoMessage(text)) continue;
        const path = getPath(unit.element, element);
        const key = path.join(' > ');
        const found = places.get(`${attr} ${key}`) ?? new Map<Unit, TextBlock>();
        if (!found.has(unit)) found.set(unit, { element, text, path, key, box: NOWHERE, own: false });
        places.set(`${attr} ${key}`, found);
      }
  for (const [place, found] of places) {
    const names = new Set([...found.values()].map(({ text }) => text));
    if (found.size < Math.max(2, units.length * MOST) || names.size < 2 || names.size > MAX_PEOPLE || !names.has(buyer))
      continue;
    const [first] = found.values();
    return {
      attr: place.slice(0, place.indexOf(' ')),
      labelOf: (unit) => found.get(unit),
      path: first?.path ?? [],
      names: [...names],
    };
  }
  return null;
}

const NOWHERE = { left: 0, right: 0, top: 0, bottom: 0 };

/** Tag, and the classes and place that all of these steps have. */
function getCommonStep(steps: readonly string[]): string {
  const partsOf = (step: string) => step.split(/(?=[.:])/);
  const [first = '', ...rest] = steps;
  const [tag = '*', ...marks] = partsOf(first);
  const others = rest.map((step) => new Set(partsOf(step)));
  return tag + marks.filter((mark) => others.every((set) => set.has(mark))).join('');
}

/** Names that speak for the shop or the program, by what they are called. */
export const isOwnLabel = (name: string): boolean => OWN_LABEL.test(name);
export const isSystemLabel = (name: string): boolean => SYSTEM_LABEL.test(name);
/** A word for buyers in general, in place of a name. */
export const isBuyerLabel = (name: string): boolean => BUYER_LABEL.test(name);
