import type { Role } from '@/lib/chat/conversation';
import type { RoleRule } from '../adapter';
import { hits } from '../read-role';
import { classesOf } from './bubble-classes';
import { isOwnLabel, isSystemLabel } from './named-roles';
import type { FoundRoles, RoleInput } from './role-rules';
import { joinCss } from './selectors';
import type { Side } from './sides';
import type { Bubble, Unit } from './units';

const cssOfAll = (input: RoleInput, bubbles: readonly Bubble[]): { styled: string[]; ink: (string | null)[] } => {
  const styled = new Set<string>();
  const ink = new Set<string | null>();
  for (const bubble of bubbles) {
    const css = input.cssOf(bubble.unit, bubble.box) ?? (bubble.styled ? input.rowCssOf(bubble.unit) : null);
    if (bubble.styled && css) styled.add(css);
    else ink.add(css);
  }
  return { styled: [...styled], ink: [...ink] };
};

/** Two sides: where bubbles and faces stand, and the classes that one side bears. */
export function byLayout(input: RoleInput): FoundRoles {
  const { sides, units, rtl, frameCss, evidence } = input;
  const system = getSystemNamed(input);
  const lineUnits = new Set(system.units);
  const bubbles = units.flatMap((unit) => (lineUnits.has(unit) ? [] : unit.bubbles));
  const frame = { within: frameCss, left: Math.round(sides.left), right: Math.round(sides.right) };
  const { styled, ink } = cssOfAll(
    input,
    bubbles.filter((bubble) => sides.sideOf(bubble) !== 'middle'),
  );
  const rules: RoleRule[] = [...system.rules];
  const toldOwn = getToldSide(input);
  if (toldOwn === 'none') return { rules: [], score: 0 };
  const own = toldOwn ?? (rtl ? 'left' : 'right');
  const other = flip(own);
  const add = (css: string | null, isInk: boolean) => {
    const at = { ...(css && { css }), ...(isInk && { ink: true as const }), ...frame };
    // what has a box of its own is not measured by its words
    const not = css === null && styled.length > 0 ? { not: styled.join(', ') } : {};
    rules.push({ role: 'buyer', ...not, side: { ...at, is: other }, ...evidence });
    rules.push({ role: 'agent', ...not, side: { ...at, is: own }, ...evidence });
  };
  if (styled.length > 0) add(styled.join(', '), false);
  for (const css of ink) if (css !== null) add(css, true);
  if (ink.includes(null)) add(null, true);
  const middle = bubbles.filter((bubble) => sides.sideOf(bubble) === 'middle');
  const lines = cssOfAll(input, middle);
  const bubbleCss = new Set<string | null>([...styled, ...ink]);
  const named: RoleRule[] = [];
  const messages = bubbles.filter((bubble) => !middle.includes(bubble));
  const isFree = (css: string) => !bubbleCss.has(css) && !messages.some(({ unit }) => hits(unit, css));
  const addLine = (css: string | null, isInk: boolean) => {
    // where no bubble stands, a line of the program is known by its place in the row; a long one touches the bubbles' edges
    if (css && (input.isGrouped ? !bubbleCss.has(css) : isFree(css))) named.push({ role: 'system', css, ...evidence });
    else {
      const at = { ...(css && { css }), ...(isInk && { ink: true as const }), ...frame };
      rules.push({ role: 'system', side: { ...at, is: 'middle' }, ...evidence });
    }
  };
  for (const css of lines.styled) addLine(css, false);
  for (const css of lines.ink) addLine(css, true);
  const classed = byClass(input, bubbles, own);
  if (sides.isFaced && !input.isGrouped)
    rules.splice(system.rules.length, 0, ...named, ...classed, ...byFaces(input, bubbles, own));
  else rules.push(...named, ...classed);
  const agrees = sides.ownWord === own;
  const isAgainst =
    toldOwn === null &&
    (sides.isContradicted ||
      (sides.ownWord !== null && !agrees) ||
      isNameAgainst(input, own) ||
      isOwnAgainst(input, other));
  const count = (side: 'left' | 'right') => bubbles.filter((bubble) => sides.sideOf(bubble) === side).length;
  const least = Math.min(count('left'), count('right'));
  const unclear = bubbles.filter((bubble) => sides.sideOf(bubble) === 'full').length;
  const score = isAgainst ? 0.2 : 0.7 + Math.min(3, least) * 0.05 + (agrees ? 0.15 : 0);
  const isClassed = rules.some(({ css, not }) => css !== undefined || not !== undefined);
  const sayings: Record<Side, Role | null> = {
    left: null,
    right: null,
    middle: 'system',
    full: null,
    [own]: 'agent',
    [other]: 'buyer',
  };
  return {
    rules: rules.slice(0, 20),
    score: isClassed ? score : Math.max(0, score - unclear * 0.1),
    roleOf: (bubble) => (bubbles.includes(bubble) ? sayings[sides.sideOf(bubble)] : 'system'),
  };
}

/** Where the faces beside bubbles stand, for bubbles that are all as wide. */
function byFaces(
  { sides, units, frameCss, cssOf, evidence }: RoleInput,
  bubbles: readonly Bubble[],
  own: 'left' | 'right',
): RoleRule[] {
  const css = new Set<string>();
  const rooms = { left: [] as number[], right: [] as number[] };
  const frame = units[0]?.element.closest(frameCss)?.getBoundingClientRect();
  for (const bubble of bubbles) {
    const face = sides.faceOf(bubble);
    const path = face && cssOf(bubble.unit, face);
    if (!face || !path || !frame) continue;
    css.add(path);
    const { left, right } = face.getBoundingClientRect();
    if (sides.sideOf(bubble) === 'left') rooms.left.push(left - frame.left);
    else rooms.right.push(frame.right - right);
  }
  if (rooms.left.length === 0 || rooms.right.length === 0) return [];
  const at = {
    css: joinCss(css),
    within: frameCss,
    left: Math.round(Math.min(...rooms.left)),
    right: Math.round(Math.min(...rooms.right)),
  };
  return [
    { role: 'buyer', side: { ...at, is: flip(own) }, ...evidence },
    { role: 'agent', side: { ...at, is: own }, ...evidence },
  ];
}

/** Lines of the program that look like messages and bear its name. */
function getSystemNamed({ units, name, evidence, cssOf }: RoleInput): { units: Unit[]; rules: RoleRule[] } {
  const found: Unit[] = [];
  const places = new Map<string, Set<string>>();
  for (const unit of units) {
    const label = [...unit.labels].find(({ text }) => isSystemLabel(text) && text !== name?.name);
    const css = label && unit.bubbles.length > 0 ? cssOf(unit.element, label.element) : null;
    if (!label || !css) continue;
    found.push(unit);
    places.set(css, (places.get(css) ?? new Set()).add(label.text));
  }
  const rules = [...places].map(
    ([css, names]): RoleRule => ({ role: 'system', css, textStarts: [...names], ...evidence }),
  );
  return { units: found, rules };
}

/** The side at which what a person called ours stands; `none` = what was called the buyer's stands there too; null = nothing was told. */
function getToldSide({ units, sides, told }: RoleInput): 'left' | 'right' | 'none' | null {
  if (!told) return null;
  const sidesOf = (elements: readonly Element[]) =>
    new Set(
      units
        .flatMap(({ bubbles }) => bubbles)
        .filter(({ box, said }) => elements.some((one) => box.contains(one) || one.contains(said)))
        .map((bubble) => sides.sideOf(bubble)),
    );
  const [ours, theirs] = [sidesOf(told.agent), sidesOf(told.buyer)];
  const own = (['left', 'right'] as const).find((side) => ours.has(side) && !theirs.has(side));
  return own && !ours.has(flip(own)) ? own : 'none';
}

/** The buyer's name is printed at our side. */
function isNameAgainst({ units, sides, name }: RoleInput, own: 'left' | 'right'): boolean {
  if (!name || name.score < 0.6) return false;
  return units.some(
    (unit) =>
      unit.bubbles.some((bubble) => sides.sideOf(bubble) === own) &&
      [...unit.labels].some(({ text }) => text === name.name),
  );
}

/** Names that speak for the shop are printed at the other side, and none at ours. */
function isOwnAgainst({ units, sides }: RoleInput, other: 'left' | 'right'): boolean {
  const owns = units.flatMap(({ labels, bubbles }) =>
    [...labels].some(({ text }) => isOwnLabel(text)) && bubbles[0] ? [sides.sideOf(bubbles[0])] : [],
  );
  return owns.includes(other) && !owns.includes(flip(other));
}

const flip = (side: 'left' | 'right') => (side === 'left' ? 'right' : 'left');

/** Classes that all of one side have and none of the other: for bubbles that fill the line. */
function byClass(input: RoleInput, bubbles: readonly Bubble[], own: 'left' | 'right'): RoleRule[] {
  const { sides, evidence } = input;
  const at = (side: 'left' | 'right') =>
    bubbles.filter((bubble) => sides.sideOf(bubble) === side).map((bubble) => classesOf(bubble, input.isGrouped));
  const [mine, theirs] = own === 'right' ? [at('right'), at('left')] : [at('left'), at('right')];
  // one message of a side bears marks by chance; where faces tell the sides, nothing else may
  const least = sides.isFaced ? 1 : 2;
  if (mine.length < least || theirs.length < least) return [];
  const common = (sets: Set<string>[], others: Set<string>[]) =>
    [...(sets[0] ?? [])].filter((name) => sets.every((set) => set.has(name)) && !others.some((set) => set.has(name)));
  const ours = common(mine, theirs)[0];
  const buyers = common(theirs, mine)[0];
  const toCss = (name: string) => `.${CSS.escape(name)}`;
  const [one, only] =
    ours && !buyers ? (['agent', ours] as const) : buyers && !ours ? (['buyer', buyers] as const) : [];
  if (one && only) {
    // one side is marked, the other is the plain bubble
    const plain = cssOfAll(
      input,
      bubbles.filter((bubble) => sides.sideOf(bubble) === (one === 'agent' ? flip(own) : own)),
    );
    const box = [...plain.styled, ...plain.ink.filter((css) => css !== null)].join(', ');
    if (!box) return [];
    return [
      { role: one, css: toCss(only), ...evidence },
      { role: one === 'agent' ? 'buyer' : 'agent', css: box, not: toCss(only), ...evidence },
    ];
  }
  if (ours && buyers)
    return [
      { role: 'buyer', css: toCss(buyers), not: toCss(ours), ...evidence },
      { role: 'agent', css: toCss(ours), not: toCss(buyers), ...evidence },
    ];
  return [];
}
