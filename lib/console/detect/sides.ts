import type { Box } from '../ink-box';
import { isMark } from '../no-message';
import { getSideOf, isCentred } from '../side';
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
  /** The side that is ours, by what the page itself says; null = it says nothing. */
  ownWord: 'left' | 'right' | null;
  /** The page contradicts itself. */
  isContradicted: boolean;
}

/** Reads the two edges that bubbles lean on. */
export function readSides(units: readonly Unit[], frame: Box): Sides {
  const bubbles = units.flatMap((unit) => unit.bubbles);
  const leaning = bubbles.filter(({ area }) => !isCentred(area, frame));
  const left = Math.min(...leaning.map(({ area }) => area.left - frame.left));
  const right = Math.min(...leaning.map(({ area }) => frame.right - area.right));
  const sideOf = (bubble: Bubble): Side => getSideOf(bubble.area, frame, left, right);
  const on = (side: Side) => bubbles.filter((bubble) => sideOf(bubble) === side);
  const lefts = on('left');
  const rights = on('right');
  const isTwoSided = lefts.length > 0 && rights.length > 0;
  const leftVote = getVote(lefts, units);
  const rightVote = getVote(rights, units);
  const ownLeft = leftVote - rightVote;
  return {
    sideOf,
    left: Number.isFinite(left) ? left : 0,
    right: Number.isFinite(right) ? right : 0,
    isTwoSided,
    ownWord: ownLeft > 0 ? 'left' : ownLeft < 0 ? 'right' : null,
    isContradicted: leftVote !== 0 && rightVote !== 0 && leftVote > 0 === rightVote > 0,
  };
}

/** > 0: the page calls these its own; < 0: the other's; by class names, values and read marks. */
function getVote(bubbles: readonly Bubble[], units: readonly Unit[]): number {
  let vote = 0;
  for (const bubble of bubbles) {
    const word = getBubbleWord(bubble);
    if (word === 'own') vote++;
    if (word === 'other') vote--;
    const unit = units.find(({ element }) => element === bubble.unit);
    // only one's own messages show whether they were read
    if (unit?.blocks.some(({ text }) => isMark(text) && !/edited|已编辑/i.test(text))) vote++;
  }
  return bubbles.length ? vote / bubbles.length : 0;
}

/** What the names on a bubble and around it say. `left` and `right` are layout and count for nothing here. */
export function getBubbleWord(bubble: Bubble): 'own' | 'other' | null {
  const words = new Set<'own' | 'other'>();
  for (let node: Element | null = bubble.box; node; node = node.parentElement) {
    for (const name of [
      ...node.classList,
      ...[...node.attributes].filter((a) => a.name.startsWith('data-')).map((a) => `${a.value}`),
    ]) {
      if (name.length > 60 || /left|right|start|end/i.test(name)) continue;
      const word = getSideWord(name);
      if (word) words.add(word);
    }
    if (node === bubble.unit) break;
  }
  return words.size === 1 ? ([...words][0] ?? null) : null;
}
