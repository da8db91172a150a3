import { type Box, getInkBox, toUnion } from '../ink-box';
import { isVisible } from '../visible';
import { type Card, readCard } from './cards';
import { markLabels } from './mark-labels';
import { getPath, getStableClasses } from './selectors';
import { getStyledBox } from './styled-box';
import { getCommon, getTextBlocks, type TextBlock } from './text-blocks';

/** What one part of the thread shows: a bubble, a line of the program, a picture. */
export interface Bubble {
  /** The child of the thread that it stands in. */
  unit: Element;
  /** What is aligned: the coloured box, else the words themselves. */
  box: Element;
  styled: boolean;
  /** The smallest element that holds all that was said. */
  said: Element;
  text: string;
  area: Box;
  /** With what is printed beside it in its line, for words without a box. */
  line: Box;
  /** Names, times and marks inside `said`. */
  extras: TextBlock[];
  image: boolean;
  /** It is a product, not words. */
  card?: Card;
}

export interface Unit {
  element: Element;
  blocks: TextBlock[];
  /** Blocks that are no words of a message: names, times, marks. */
  labels: Set<TextBlock>;
  bubbles: Bubble[];
}

/** Pictures smaller than this are avatars, emoji or icons, CSS px. */
const MIN_PICTURE = 56;

/** Reads the units of a thread: what was said in each, and what stands around it. `names` = people named elsewhere on the page. */
export function readUnits(elements: readonly Element[], names: ReadonlySet<string>): Unit[] {
  const units = elements.map(
    (element): Unit => ({ element, blocks: getTextBlocks(element), labels: new Set(), bubbles: [] }),
  );
  markLabels(units, names);
  for (const unit of units) unit.bubbles = getBubbles(unit);
  raiseSaid(units);
  return units;
}

/** In one line with it. */
const isBeside = (box: Box, area: Box): boolean => {
  const middle = (box.top + box.bottom) / 2;
  return middle > area.top && middle < area.bottom;
};

/** Paragraphs of one message are these, or bear no class. */
const PARAGRAPH = /^(?:P|LI|H[1-6]|BLOCKQUOTE|PRE|SPAN|A|B|I|EM|STRONG)$/;

/** Words without bubbles: elements of one class below each other are what one person said one after the other. */
function splitLoose(said: readonly TextBlock[]): TextBlock[][] {
  const parts = splitByIds(said);
  if (parts) return parts;
  const isAlike = said.every(
    ({ element, key, own }) =>
      key === said[0]?.key && !own && !PARAGRAPH.test(element.tagName) && getStableClasses(element).length > 0,
  );
  return isAlike ? said.map((block) => [block]) : [[...said]];
}

/** Below each other, each in a part with an id of its own: programmers count messages, not paragraphs. */
function splitByIds(said: readonly TextBlock[]): TextBlock[][] | null {
  const common = getCommon(said.map(({ element }) => element));
  const parts = new Map<Element, TextBlock[]>();
  for (const block of said) {
    const part = [...(common?.children ?? [])].find((child) => child.contains(block.element));
    if (!part || !getId(part)) return null;
    parts.set(part, [...(parts.get(part) ?? []), block]);
  }
  return parts.size > 1 && new Set([...parts.keys()].map(getId)).size === parts.size ? [...parts.values()] : null;
}

const getId = (element: Element): string =>
  element.id || ([...element.attributes].find(({ name }) => /^data-.*\bid$/.test(name))?.value ?? '');

function getBubbles(unit: Unit): Bubble[] {
  const said = unit.blocks.filter((block) => !unit.labels.has(block));
  if (said.length === 0) return getPictures(unit);
  const boxes = new Map<Element | null, TextBlock[]>();
  for (const block of said) {
    const box = getStyledBox(unit.element, block.element);
    boxes.set(box, [...(boxes.get(box) ?? []), block]);
  }
  const loose = boxes.get(null);
  boxes.delete(null);
  // words beside coloured boxes are names and notes of the program
  if (boxes.size > 0) for (const block of loose ?? []) unit.labels.add(block);
  const groups: [Element | null, TextBlock[]][] =
    boxes.size > 0 ? [...boxes] : splitLoose(said).map((blocks) => [null, blocks]);
  return groups.flatMap(([box, blocks]) => {
    const common = getCommon(blocks.map(({ element }) => element));
    const area = box ? box.getBoundingClientRect() : common ? getInkBox(common) : null;
    if (!common || !area) return [];
    const said = box ?? common;
    const beside = box ? [] : [...unit.labels].filter((label) => isBeside(label.box, area));
    const card = box && readCard(box, unit.blocks);
    return {
      unit: unit.element,
      box: said,
      styled: box !== null,
      said,
      text: blocks.map(({ text }) => text).join('\n'),
      area,
      line: beside.reduce((line, label) => toUnion(line, label.box), area),
      extras: unit.blocks.filter(
        (block) => unit.labels.has(block) && said.contains(block.element) && said !== block.element,
      ),
      image: false,
      ...(card && { card }),
    };
  });
}

/**
 * One line of words stands in a paragraph, several stand in what is around paragraphs: where some bubbles are read from there, all
 * are whose words it holds alone.
 */
function raiseSaid(units: readonly Unit[]): void {
  const keyOf = (element: Element, said: Element) => getPath(element, said).join(' > ');
  const levels = new Set(units.flatMap(({ element, bubbles }) => bubbles.map(({ said }) => keyOf(element, said))));
  for (const { element, blocks, labels, bubbles } of units) {
    for (const bubble of bubbles) {
      if (bubble.styled || bubble.image || bubble.said === element) continue;
      const isAlone = (outer: Element) =>
        bubbles.every((other) => other === bubble || !outer.contains(other.said)) &&
        blocks.every(
          (block) => bubble.said.contains(block.element) || !outer.contains(block.element) || labels.has(block),
        );
      for (let up = bubble.said.parentElement; up && up !== element && isAlone(up); up = up.parentElement) {
        // a paragraph may get another one beside it; what bears an id and no name is the whole message
        const isParagraph = up === bubble.said.parentElement && bubble.said.tagName === 'P';
        const holdsLabels = [...labels].some((label) => up.contains(label.element));
        if (!levels.has(keyOf(element, up)) && !isParagraph && !(getId(up) && !holdsLabels)) continue;
        bubble.extras = blocks.filter((block) => labels.has(block) && up.contains(block.element));
        bubble.said = up;
        bubble.box = up;
      }
    }
  }
}

/** Pictures that were sent: large, and not the same one in every unit. */
function getPictures(unit: Unit): Bubble[] {
  return [...unit.element.querySelectorAll('img')]
    .filter((image) => {
      const rect = image.getBoundingClientRect();
      return isVisible(image) && rect.width >= MIN_PICTURE && rect.height >= MIN_PICTURE;
    })
    .slice(0, 4)
    .map((image) => {
      const box = getStyledBox(unit.element, image) ?? image;
      return {
        unit: unit.element,
        box,
        styled: true,
        said: image,
        text: '',
        area: box.getBoundingClientRect(),
        line: box.getBoundingClientRect(),
        extras: [],
        image: true,
      };
    });
}

/** Selector of a part inside rows of its kind. */
export const getPartCss = (unit: Element, part: Element): string => getPath(unit, part).join(' > ');
