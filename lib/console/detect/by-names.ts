import type { RoleRule } from '../adapter';
import { hits } from '../read-role';
import {
  isBuyerLabel,
  isOwnLabel,
  isSystemLabel,
  NAME_END,
  type Named,
  readNamed,
  readNamedParts,
  toSender,
} from './named-roles';
import type { FoundRoles, RoleInput } from './role-rules';
import { getPartCss, type Unit } from './units';

/** How sure sides are that names tell, and how much less where some messages bear none. */
const SURE = 0.85;
const FOLLOWED = 0.1;

/** One-sided: the names at the messages, of which one is the open buyer's. A message without one is of whoever spoke before. */
export function byNames(input: RoleInput): FoundRoles | null {
  const { name, evidence, cssOf } = input;
  const spoken = input.units.filter(({ bubbles }) => bubbles.length > 0);
  const isCentred = ({ bubbles }: Unit) => bubbles.every((bubble) => input.sides.sideOf(bubble) === 'middle');
  const sided = spoken.filter((unit) => !isCentred(unit));
  const printed = readNamed(sided);
  const parts = printed && printed.names.length > 1 ? null : name && readNamedParts(sided, name.name);
  const named = parts ?? printed;
  if (!named || named.names.length < 2) return null;
  const { labelOf } = named;
  const bearers = spoken.filter((unit) => labelOf(unit) !== undefined);
  const css = getSenderCss(named, bearers, cssOf);
  if (!css) return null;
  const senderOf = (unit: Unit) => toSender(labelOf(unit)?.text ?? '');
  const isMessage = toLook(bearers, senderOf, name?.name ?? null);
  const saidIn = ({ element, bubbles }: Unit) => (bubbles[0] ? getPartCss(element, bubbles[0].said) : '');
  const saidBy = new Set(bearers.map(saidIn));
  const firstNamed = spoken.findIndex((unit) => labelOf(unit) !== undefined);
  // what stands before all names, and where nobody's words stand, is the program's
  const isBefore = (unit: Unit) => spoken.indexOf(unit) < firstNamed && !saidBy.has(saidIn(unit));
  const lines = spoken.filter((unit) => isCentred(unit) || (!labelOf(unit) && (!isMessage(unit) || isBefore(unit))));
  const followers = spoken.filter((unit) => !labelOf(unit) && !lines.includes(unit));
  // the first message of all bears a name where names are printed once for several
  const heads = spoken.filter((unit) => !lines.includes(unit));
  if (followers.length > 0 && (heads[0] === undefined || followers.includes(heads[0]))) return null;
  const people = named.names.filter((one) => !isSystemLabel(one));
  // somebody whose words always look like no message of the buyer is the program
  const programs = people.filter(
    (one) => one !== name?.name && !bearers.some((unit) => senderOf(unit) === one && isMessage(unit)),
  );
  const system = [...named.names.filter(isSystemLabel), ...programs];
  // what is not printed cannot be compared with words
  if (parts && system.length > 0) return null;
  const lineRules = getLineRules(input, lines, spoken);
  if (!lineRules) return null;
  const rules: RoleRule[] = [
    ...(system.length > 0 ? [{ role: 'system' as const, css, textStarts: system.slice(0, 20), ...evidence }] : []),
    ...lineRules.first,
  ];
  // a lesson is not looked at again: where both sides bear names, a message without one can only go on what stands before it
  const nameless = input.told && followers.length === 0 ? bearers : followers;
  const after: RoleRule[] = [...getFollowerRules(input, nameless, css), ...lineRules.last];
  const speakers = people.filter((one) => !programs.includes(one));
  const buyers = speakers.filter(isBuyerLabel);
  const owns = speakers.filter(isOwnLabel);
  const isBuyerThere = name !== null && speakers.includes(name.name);
  const less = followers.length > 0 ? FOLLOWED : 0;
  // "buyer" and "service" in place of names
  if (!isBuyerThere && buyers.length === 1 && owns.length > 0 && buyers.length + owns.length === speakers.length)
    return {
      rules: [
        ...rules,
        { role: 'buyer', css, textStarts: buyers, ...evidence },
        { role: 'agent', css, textStarts: owns, ...evidence },
        ...after,
      ],
      score: SURE - less,
    };
  const others = speakers.filter((one) => one !== name?.name);
  if (!isBuyerThere || others.length === 0) return { rules: [], score: 0.2 };
  const pick = { css, ...(parts && { attr: parts.attr }), strip: NAME_END, ...evidence };
  const score = SURE - less - Math.max(0, others.length - 3) * 0.15 + (others.some(isOwnLabel) ? 0.1 : 0);
  return {
    rules: [
      ...rules,
      { role: 'buyer', sender: { pick, is: 'buyer' }, ...evidence },
      { role: 'agent', sender: { pick, is: 'other' }, ...evidence },
      ...after,
    ],
    score: Math.max(0, Math.min(1, score)),
  };
}

/** Where rows print who speaks, whoever that is; null = it cannot be named. */
export function getSenderCss(named: Named, units: readonly Unit[], cssOf: RoleInput['cssOf']): string | null {
  for (const unit of units) {
    const label = named.labelOf(unit);
    const css = label && cssOf(unit.element, label.element);
    if (css?.endsWith(label?.key ?? ''))
      return css.slice(0, css.length - (label?.key.length ?? 0)) + named.path.join(' > ');
  }
  return null;
}

/**
 * Tells messages from lines of the program, which are set smaller or slanted: by the buyer's where the buyer is known, else by
 * what most senders say. Colours tell nothing: both sides may have their own.
 */
function toLook(
  bearers: readonly Unit[],
  senderOf: (unit: Unit) => string,
  buyer: string | null,
): (unit: Unit) => boolean {
  const known = bearers.filter((unit) => senderOf(unit) === buyer);
  const looks = (known.length > 0 ? known : bearers).flatMap(({ bubbles }) =>
    bubbles[0] ? [getLook(bubbles[0].said)] : [],
  );
  const [look] = [...new Set(looks)].sort(
    (a, b) => looks.filter((one) => one === b).length - looks.filter((one) => one === a).length,
  );
  return ({ bubbles }) => bubbles[0] !== undefined && getLook(bubbles[0].said) === look;
}

/** Size and slant of the words of an element. */
const getLook = (element: Element): string => {
  const style = element.ownerDocument.defaultView?.getComputedStyle(element);
  return style ? `${style.fontSize}/${style.fontStyle}` : '';
};

/**
 * Rules for the program's lines, which bear no name: by a class of their row that no message bears, or by the place of their
 * words; null = they cannot be told from messages.
 */
function getLineRules(
  { rowCssOf, cssOf, evidence }: RoleInput,
  lines: readonly Unit[],
  spoken: readonly Unit[],
): { first: RoleRule[]; last: RoleRule[] } | null {
  const messages = spoken.filter((unit) => !lines.includes(unit));
  const first = new Set<string>();
  const last = new Set<string>();
  for (const { element, bubbles } of lines) {
    const row = rowCssOf(element);
    const part = bubbles[0] ? cssOf(element, bubbles[0].said) : null;
    const css = [row, part].find((one) => one && !messages.some((unit) => hits(unit.element, one)));
    if (css) first.add(css);
    else if (row && !messages.some((unit) => unit.element.matches(row))) last.add(row);
    else return null;
  }
  const toRule = (css: string): RoleRule => ({ role: 'system', css, ...evidence });
  return { first: [...first].map(toRule), last: [...last].map(toRule) };
}

/** Rules for messages without a sender: where their words stand, and no name. */
function getFollowerRules({ cssOf, evidence }: RoleInput, followers: readonly Unit[], nameCss: string): RoleRule[] {
  const places = new Set(
    followers.map(({ element, bubbles }) => (bubbles[0] ? cssOf(element, bubbles[0].said) : null)),
  );
  return [...places].map((css) => ({ role: 'as-before', ...(css && { css }), not: nameCss, ...evidence }));
}
