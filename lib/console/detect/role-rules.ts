import type { Role } from '@/lib/chat/conversation';
import type { Find, RoleRule } from '../adapter';
import { classesOf } from './bubble-classes';
import { byLayout } from './by-layout';
import { byNames } from './by-names';
import type { FoundName } from './find-name';
import { getBubbleWord, type Sides } from './sides';
import type { Bubble, Unit } from './units';
import { getSideWord as getSideWordOf } from './words';

export interface FoundRoles {
  rules: RoleRule[];
  /** 0..1 */
  score: number;
  /** What the layout says of a bubble, to check the rules by; null = it says nothing. */
  roleOf?(bubble: Bubble): Role | null;
}

export interface RoleInput {
  units: readonly Unit[];
  sides: Sides;
  name: FoundName | null;
  /** Selector of the box whose edges count. */
  frameCss: string;
  rtl: boolean;
  /** Rows are the bubbles: what stands around them is not in the row. */
  isGrouped: boolean;
  /** Selector of a part inside its row, as rules name it; null = the row itself. */
  cssOf(unit: Element, part: Element): string | null;
  /** Selector of rows like this one, by its classes; null = it has none. */
  rowCssOf(unit: Element): string | null;
  evidence: Omit<Find, 'css'>;
  /** What a person said of messages, which nothing on the page outweighs. */
  told?: { buyer: readonly Element[]; agent: readonly Element[] };
}

/** Rules that tell who speaks, and how sure they are. Nothing is guessed: two sides, or names of which one is the buyer's. */
export function findRoles(input: RoleInput): FoundRoles {
  const { sides } = input;
  const bySide = sides.isTwoSided ? byLayout(input) : null;
  if (bySide && (bySide.rules.length > 0 || !input.told)) return bySide;
  return byNames(input) ?? byClassWords(input) ?? byWords(input) ?? { rules: [], score: 0 };
}

/** One-sided, without names: the two kinds of messages bear classes that say whose they are. */
function byClassWords(input: RoleInput): FoundRoles | null {
  const { units, evidence } = input;
  const marks = { own: new Set<string>(), other: new Set<string>() };
  const counts = { own: 0, other: 0 };
  const plain: Unit[] = [];
  for (const unit of units) {
    if (unit.bubbles.length === 0) continue;
    const words = new Set(unit.bubbles.map((bubble) => getBubbleWord(bubble)));
    const word = words.size === 1 ? [...words][0] : null;
    const mark =
      word && [...classesOf(unit.bubbles[0] as Bubble, input.isGrouped)].find((one) => getWord(one) === word);
    if (!word || !mark) plain.push(unit);
    else marks[word].add(`.${CSS.escape(mark)}`);
    if (word) counts[word] += unit.bubbles.length;
  }
  if (marks.own.size !== 1 || marks.other.size !== 1 || Math.min(counts.own, counts.other) < 1) return null;
  const [[own = ''], [other = '']] = [[...marks.own], [...marks.other]];
  const lines = new Set(plain.map(({ element }) => input.rowCssOf(element)));
  // rows of neither kind are the program's, where their class is no message's
  if (
    lines.has(null) ||
    units.some((unit) => !plain.includes(unit) && [...lines].some((css) => css && unit.element.matches(css)))
  )
    return null;
  const least = Math.min(counts.own, counts.other);
  return {
    rules: [
      { role: 'agent', css: own, not: other, ...evidence },
      { role: 'buyer', css: other, not: own, ...evidence },
      ...[...lines].flatMap((css): RoleRule[] => (css ? [{ role: 'system', css, ...evidence }] : [])),
    ],
    score: 0.65 + Math.min(3, least) * 0.05,
  };
}

/** Only one of two has spoken yet: the names that programmers gave must say which. */
function byWords(input: RoleInput): FoundRoles | null {
  const { units, evidence } = input;
  const bubbles = units.flatMap((unit) => unit.bubbles).filter((bubble) => input.sides.sideOf(bubble) !== 'middle');
  const words = new Set(bubbles.map((bubble) => getBubbleWord(bubble)));
  const word = words.size === 1 ? [...words][0] : null;
  const shared = bubbles
    .map((bubble) => classesOf(bubble, input.isGrouped))
    .reduce<string[] | null>((all, set) => (all === null ? [...set] : all.filter((name) => set.has(name))), null);
  const mark = shared?.find((name) => getWord(name) === word);
  if (!word || !mark) return null;
  return {
    rules: [{ role: word === 'own' ? 'agent' : 'buyer', css: `.${CSS.escape(mark)}`, ...evidence }],
    score: 0.62,
  };
}

const getWord = (name: string): 'own' | 'other' | null =>
  /left|right|start|end/i.test(name) ? null : getSideWordOf(name);
