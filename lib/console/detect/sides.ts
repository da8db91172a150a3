import type { Box } from '../ink-box';
import { isMark } from '../no-message';
import { getLean, getSideOf, isCentred, LEAN_SHARE } from '../side';
import { isVisible } from '../visible';
import { getPath, getStep } from './selectors';
import type { Bubble, Unit } from './units';
import { getSideWord } from './words';

export type Side = 'left' | 'right' | 'middle' | 'full';

/** Where bubbles stand, and how surely the two sides are two people. */
export interface Sides {
  sideOf(bubble: Bubble): Side;
  /** Distance of the bubbles' edges from the edges of the thread, CSS px. */
  left: number;
  right: number;
  isTwoSided: boolean;
  /** Faces tell the sides, whatever the edges say. */
  isFaced: boolean;
  /** The only face beside a bubble. */
  faceOf(bubble: Bubble): Element | null;
  /** The side that is ours, by what the page itself says; null = it says nothing. */
  ownWord: 'left' | 'right' | null;
  /** The page contradicts itself. */
  isContradicted: boolean;
}

/** Reads the two edges that bubbles lean on. */
export function readSides(units: readonly Unit[], frame: Box): Sides {
  const bubbles = units.flatMap((unit) => unit.bubbles);
  const leaning = bubbles.filter(({ area }) => !isCentred(area, frame));
  const left = getEdge(
    leaning,
    (bubble) => bubble.area.left - frame.left,
    (bubble) => getLean(bubble.area, frame),
  );
  const right = getEdge(
    leaning,
    (bubble) => frame.right - bubble.area.right,
    (bubble) => -getLean(bubble.area, frame),
  );
  const placed = (bubble: Bubble) => {
    const side = getSideOf(bubble.area, frame, left, right);
    // a line of the program stands in the middle with the time behind it
    return side === 'full' && !bubble.styled && isCentred(bubble.line, frame) ? 'middle' : side;
  };
  const leansTo = (side: 'left' | 'right') =>
    bubbles.some(
      (bubble) => placed(bubble) === side && getLean(bubble.area, frame) * (side === 'left' ? 1 : -1) > LEAN_SHARE,
    );
  const faces = readFaces(bubbles, frame);
  const isFaced = faces.size > 0;
  // where all fill the line, an odd one is no side; faces at both edges are two sides
  const isTwoSided = (leansTo('left') && leansTo('right')) || isFaced;
  const known = new Map<Bubble, Side>();
  for (const bubble of bubbles) {
    const side = placed(bubble);
    // without a second side its edge is chance: a line of the program may happen to end there
    const isFlush = Math.abs(bubble.area.left - frame.left - left) <= EDGE_PX;
    known.set(
      bubble,
      isTwoSided ? side : isCentred(bubble.area, frame) && !isFlush ? 'middle' : side === 'middle' ? 'full' : side,
    );
  }
  if (isTwoSided) {
    setLines(known);
    settleAlike(known, faces);
  }
  const sideOf = (bubble: Bubble): Side => known.get(bubble) ?? placed(bubble);
  const on = (side: Side) => bubbles.filter((bubble) => sideOf(bubble) === side);
  const lefts = on('left');
  const rights = on('right');
  // a page that prints "delivered" at both sides says nothing by it
  const [leftMarks, rightMarks] = [countMarked(lefts, units), countMarked(rights, units)];
  const isTelling = leftMarks === 0 || rightMarks === 0;
  // nor do names that both sides bear
  const [leftNames, rightNames] = [lefts, rights].map((side) => new Set(side.flatMap(getNames)));
  const shared = new Set([...(leftNames ?? [])].filter((name) => rightNames?.has(name)));
  const leftVote = getVote(lefts, isTelling ? leftMarks : 0, shared);
  const rightVote = getVote(rights, isTelling ? rightMarks : 0, shared);
  const ownLeft = leftVote - rightVote;
  return {
    sideOf,
    left,
    right,
    isTwoSided,
    isFaced,
    faceOf: (bubble) => faces.get(bubble)?.element ?? null,
    ownWord: ownLeft > 0 ? 'left' : ownLeft < 0 ? 'right' : null,
    isContradicted: leftVote !== 0 && rightVote !== 0 && leftVote > 0 === rightVote > 0,
  };
}

/** Bubbles of one edge, give or take this much, CSS px. */
const EDGE_PX = 3;
/** Edges of a face or a letter in its place, CSS px. */
const FACE_PX = [22, 72] as const;

/** Faces of two people are as large as each other, give or take this much, CSS px. */
const SIZE_PX = 6;

/**
 * At which side of its bubble a face stands, where faces stand at both; bubbles without one, or with several, are left out. Faces
 * that stand where bubbles do not lean (an icon behind a short line) are none.
 */
function readFaces(bubbles: readonly Bubble[], frame: Box): ReadonlyMap<Bubble, Face> {
  const faces = findFaces(bubbles);
  const sizesAt = (at: 'left' | 'right') =>
    [...faces.values()].flatMap(({ side, size }) => (side === at ? [size] : []));
  const rights = sizesAt('right');
  const isPaired = sizesAt('left').some((size) => rights.some((other) => Math.abs(size - other) <= SIZE_PX));
  const isAgainst = [...faces].some(
    ([{ area }, { side }]) => getLean(area, frame) * (side === 'left' ? 1 : -1) < -LEAN_SHARE,
  );
  return isPaired && !isAgainst ? faces : new Map();
}

function findFaces(bubbles: readonly Bubble[]): Map<Bubble, Face> {
  const faces = new Map<Bubble, Face>();
  for (const bubble of bubbles) {
    const sides = new Map<'left' | 'right', Element>();
    for (const element of [...bubble.unit.querySelectorAll(FACE)].slice(0, 12)) {
      if (bubble.box.contains(element) || element.closest('button, [role="button"], [role="toolbar"]')) continue;
      const { left, right, width, height } = element.getBoundingClientRect();
      if (width < FACE_PX[0] || width > FACE_PX[1] || Math.abs(width - height) > 4 || !isVisible(element)) continue;
      if (right <= bubble.area.left + 2) sides.set('left', element);
      if (left >= bubble.area.right - 2) sides.set('right', element);
    }
    const [only] = sides;
    if (only && sides.size === 1)
      faces.set(bubble, { side: only[0], element: only[1], size: only[1].getBoundingClientRect().width });
  }
  return faces;
}
interface Face {
  side: 'left' | 'right';
  element: Element;
  /** CSS px. */
  size: number;
}
const FACE = 'img, svg, [role="img"], [class*="avatar" i], [class*="face" i]';

/** Bubbles that are built alike. */
const kindOf = ({ unit, box }: Bubble): string => [getStep(unit, false), ...getPath(unit, box)].join(' > ');

/**
 * Faces at both edges tell more than the edges of bubbles, which may all be as wide; bubbles without a face, or that fill the
 * line, stand at the side of those that are built alike.
 */
function settleAlike(known: Map<Bubble, Side>, faces: ReadonlyMap<Bubble, Face>): void {
  const faced = new Map([...faces].map(([bubble, { side }]) => [bubble, side as Side]));
  const isFaced = faced.size > 0;
  const kinds = new Map<string, Set<Side>>();
  for (const [bubble, side] of isFaced ? faced : known) {
    if (side !== 'left' && side !== 'right') continue;
    if (isFaced) known.set(bubble, side);
    kinds.set(kindOf(bubble), (kinds.get(kindOf(bubble)) ?? new Set()).add(side));
  }
  for (const [bubble, side] of known) {
    const isUnclear = side === 'full' || (side === 'middle' && bubble.styled);
    if (!isUnclear && (!isFaced || !bubble.styled || faces.has(bubble))) continue;
    const [alike, ...others] = kinds.get(kindOf(bubble)) ?? [];
    if (alike && others.length === 0) known.set(bubble, alike);
  }
}

/** Where both sides speak in boxes, bare words are a line of the program; signs alone are often said without a box. */
function setLines(known: Map<Bubble, Side>): void {
  const isBoxed = (side: Side) => [...known].some(([bubble, one]) => one === side && bubble.styled && !bubble.image);
  if (!isBoxed('left') || !isBoxed('right')) return;
  // a bubble that fills the line is taken for a stripe and seems to have no box
  const boxed = new Set([...known.keys()].flatMap((bubble) => (bubble.styled ? [kindOf(bubble)] : [])));
  for (const [bubble, side] of known)
    if (!bubble.styled && !bubble.image && side !== 'middle' && WORDS.test(bubble.text) && !boxed.has(kindOf(bubble)))
      known.set(bubble, 'middle');
}
const WORDS = /\p{L}/u;

/** The distance that most bubbles of a side keep; those that clearly lean to it count first. */
function getEdge(
  bubbles: readonly Bubble[],
  toRoom: (bubble: Bubble) => number,
  toLean: (bubble: Bubble) => number,
): number {
  const clear = bubbles.filter((bubble) => toLean(bubble) > LEAN_SHARE);
  const rooms = (clear.length > 0 ? clear : bubbles).map(toRoom).sort((a, b) => a - b);
  let best = rooms[0] ?? 0;
  let most = 0;
  for (const room of rooms) {
    const near = rooms.filter((other) => Math.abs(other - room) <= 3).length;
    if (near > most) {
      most = near;
      best = room;
    }
  }
  return best;
}

/** > 0: the page calls these its own; < 0: the other's; by class names, values and read marks. */
function getVote(bubbles: readonly Bubble[], marked: number, shared: ReadonlySet<string>): number {
  let vote = marked;
  for (const bubble of bubbles) {
    const word = getBubbleWord(bubble, shared);
    if (word === 'own') vote++;
    if (word === 'other') vote--;
  }
  return bubbles.length ? vote / bubbles.length : 0;
}

/** Bubbles that show whether they were read: only one's own do. */
const countMarked = (bubbles: readonly Bubble[], units: readonly Unit[]): number =>
  bubbles.filter((bubble) => {
    const unit = units.find(({ element }) => element === bubble.unit);
    return unit?.blocks.some(
      ({ text, element }) => isMark(text) && !/edited|已编辑/i.test(text) && getOwner(element, unit) === bubble,
    );
  }).length;

/** The bubble that a mark belongs to: the only one in the nearest part of the unit that holds any, or the last one above it. */
function getOwner(mark: Element, unit: Unit): Bubble | null {
  for (let node: Element | null = mark; node; node = node.parentElement) {
    const inside = unit.bubbles.filter(({ box }) => node?.contains(box) || box.contains(mark));
    if (inside.length > 0) {
      const before = inside.filter(({ box }) => box.contains(mark) || (mark.compareDocumentPosition(box) & 2) !== 0);
      return inside.length === 1 ? (inside[0] ?? null) : (before.at(-1) ?? null);
    }
    if (node === unit.element) break;
  }
  return null;
}

/** Classes and values of a bubble and what is around it in its unit. */
function getNames(bubble: Bubble): string[] {
  const names: string[] = [];
  for (let node: Element | null = bubble.box; node; node = node.parentElement) {
    names.push(...node.classList);
    for (const { name, value } of node.attributes) if (name.startsWith('data-')) names.push(value);
    if (node === bubble.unit) break;
  }
  return names;
}

/** What the names on a bubble and around it say. `left` and `right` are layout and count for nothing here, nor do `ignored` ones. */
export function getBubbleWord(bubble: Bubble, ignored: ReadonlySet<string> = new Set()): 'own' | 'other' | null {
  const words = new Set<'own' | 'other'>();
  for (const name of getNames(bubble)) {
    if (ignored.has(name) || name.length > 60 || /left|right|start|end/i.test(name)) continue;
    const word = getSideWord(name);
    if (word) words.add(word);
  }
  return words.size === 1 ? ([...words][0] ?? null) : null;
}
