import { isNoMessage, isReaction, withoutMoment } from '../no-message';
import { isRepeated, toSaid } from '../quoted';
import { getCoin, getSize, getTypeface, isQuoteBox } from './layout';
import { getStyledBox } from './styled-box';
import type { TextBlock } from './text-blocks';
import type { Unit } from './units';
import { OWN_LABEL, SYSTEM_LABEL } from './words';

const MAX_NAME = 30;
/** An account's name behind a person's. */
const HANDLE = /^@[\w.-]{2,30}$/;

/** Marks the blocks of each unit that are no words of a message: times, reactions, links, names, quotes. `names` = people named elsewhere. */
export function markLabels(units: readonly Unit[], names: ReadonlySet<string>): void {
  for (const unit of units)
    for (const block of unit.blocks) {
      const isHandle = HANDLE.test(block.text) && unit.blocks.length > 1;
      if (isHandle || isNoMessage(block.text) || block.element.closest('th')) unit.labels.add(block);
    }
  markReactions(units);
  markStamps(units);
  markConstants(units);
  markNames(units, names);
  markBadges(units);
  markAlike(units);
  markFootnotes(units);
  markQuotes(units);
}

/** The letter of a face: a short answer is as square, but has no room around it, or nothing else was said. */
const isFace = (unit: Unit, block: TextBlock): boolean => {
  const coin = block.text.length <= 2 ? getCoin(block.element) : null;
  if (!coin) return false;
  const others = unit.blocks.filter((other) => other !== block && !unit.labels.has(other) && !isHeading(unit, other));
  const room = coin.getBoundingClientRect().width - (block.box.right - block.box.left);
  return others.some((other) => room > FACE_ROOM_PX || other.text.length > 2 || !getCoin(other.element));
};
/** A letter in a face has this much room beside it, CSS px. */
const FACE_ROOM_PX = 8;

/** A class that says that a small box beside words is no bubble. */
const BADGE = /(?:^|[-_])(?:badge|tag|chip|pill)s?(?:$|[-_])/i;
const MAX_BADGE = 16;

/** "Auto reply" in a box of its own beside what was said, set smaller than that. */
function markBadges(units: readonly Unit[]): void {
  for (const unit of units)
    for (const block of unit.blocks) {
      const box = block.text.length <= MAX_BADGE ? getStyledBox(unit.element, block.element) : null;
      if (!box || ![...box.classList, ...block.element.classList].some((name) => BADGE.test(name))) continue;
      const said = unit.blocks.filter((other) => !unit.labels.has(other) && !box.contains(other.element));
      if (said.length > 0 && said.every(({ element }) => getSize(element) > getSize(block.element)))
        unit.labels.add(block);
    }
}

/** Answers in one emoji, alone or with their number beside them, stand behind what they answer. */
function markReactions(units: readonly Unit[]): void {
  for (const unit of units) {
    for (const [i, block] of unit.blocks.entries()) {
      if (!unit.blocks.slice(0, i).some((other) => !unit.labels.has(other))) continue;
      const next = unit.blocks[i + 1];
      if (isReaction(block.text)) unit.labels.add(block);
      else if (next && /^\d{1,4}$/.test(next.text) && isReaction(block.text + next.text))
        for (const part of [block, next]) unit.labels.add(part);
    }
  }
}

/** "Seen 10:02" in any language: at one place of several units the same words around a time. */
function markStamps(units: readonly Unit[]): void {
  for (const found of getPlaces(units).values()) {
    const shapes = new Set(found.map(({ block }) => block.text.replace(/\d+/g, '0')));
    if (found.length < 2 || shapes.size !== 1 || !/(?:^|\D)0[:：]0/.test([...shapes][0] ?? '')) continue;
    if (new Set(found.map(({ block }) => block.text)).size > 1)
      for (const { unit, block } of found) if (hasOther(unit, block)) unit.labels.add(block);
  }
}

/** Links and tags below messages: the same words at one place of several units, where what was said beside them differs. */
function markConstants(units: readonly Unit[]): void {
  for (const found of getPlaces(units).values()) {
    if (found.length < 2 || new Set(found.map(({ block }) => block.text)).size > 1) continue;
    const others = found.map(({ unit, block }) =>
      unit.blocks
        .filter((other) => other.key !== block.key && !unit.labels.has(other))
        .map(({ text }) => text)
        .join(),
    );
    if (others.every((text) => text !== '') && new Set(others).size > 1)
      for (const { unit, block } of found) if (hasOther(unit, block)) unit.labels.add(block);
  }
}

const hasOther = (unit: Unit, block: TextBlock): boolean =>
  unit.blocks.some((other) => other.key !== block.key && !unit.labels.has(other));

/** Blocks that are no labels yet, by their place in a unit. */
function getPlaces(units: readonly Unit[]): Map<string, { unit: Unit; block: TextBlock }[]> {
  const places = new Map<string, { unit: Unit; block: TextBlock }[]>();
  for (const unit of units)
    for (const block of unit.blocks)
      if (!unit.labels.has(block)) places.set(block.key, [...(places.get(block.key) ?? []), { unit, block }]);
  return places;
}

/** Quotes: a part inside of the bubble that looks unlike the rest and repeats, at one place of most units, what was said before. */
function markQuotes(units: readonly Unit[]): void {
  const earlier = new Map<Unit, Set<string>>();
  let said = new Set<string>();
  for (const unit of units) {
    earlier.set(unit, said);
    said = new Set([
      ...said,
      ...toSaid(unit.blocks.filter((block) => !unit.labels.has(block)).map(({ text }) => text)),
    ]);
  }
  for (const found of getPlaces(units).values()) {
    if (found.some(({ unit, block }) => !hasOther(unit, block) || !isSetApart(unit, block))) continue;
    // the first of what stands in the page may quote what does not
    const hits = found.filter(({ unit, block }) => isRepeated(block.text, earlier.get(unit) ?? new Set()));
    if (hits.length === 0 || hits.length < found.length * 0.5) continue;
    for (const { unit, block } of found) for (const part of getQuote(unit, block)) unit.labels.add(part);
  }
}

/** Set in other letters than the words beside it, or in a box of its own inside of the bubble. */
function isSetApart(unit: Unit, block: TextBlock): boolean {
  const rest = unit.blocks.filter((other) => other.key !== block.key && !unit.labels.has(other));
  return rest.some((other) => getTypeface(other.element) !== getTypeface(block.element)) || isQuoteBox(block.element);
}

/** The blocks of a quote: its name and words stand in one part, which holds nothing else that was said. */
function getQuote(unit: Unit, block: TextBlock): TextBlock[] {
  let part = block.element;
  const others = unit.blocks.filter((other) => other !== block && !unit.labels.has(other));
  for (let node = part.parentElement; node && node !== unit.element; node = node.parentElement) {
    if (others.every((other) => node?.contains(other.element))) break;
    if (isQuoteBox(node)) part = node;
  }
  return unit.blocks.filter((other) => part.contains(other.element));
}

/** Names: words at one place of many units that hardly differ, or that look unlike what follows them. */
function markNames(units: readonly Unit[], names: ReadonlySet<string>): void {
  // where longer words stand in other units, a short one was said too
  const longer = new Set(
    units.flatMap(({ blocks }) => blocks.filter(({ text }) => text.length > 2).map(({ key }) => key)),
  );
  const faces = new Set(units.flatMap((unit) => unit.blocks.filter((one) => isFace(unit, one)).map(({ key }) => key)));
  for (const unit of units)
    for (const block of unit.blocks) if (faces.has(block.key) && !longer.has(block.key)) unit.labels.add(block);
  const rest = (unit: Unit) => unit.blocks.filter((block) => !unit.labels.has(block));
  const isKnownName = (text: string) => names.has(text) || OWN_LABEL.test(text) || SYSTEM_LABEL.test(text);
  const isBare = ({ unit, block }: { unit: Unit; block: TextBlock }) =>
    block.text.length <= MAX_NAME && rest(unit).some((other) => other.key !== block.key);
  // who is known first: what is said beside a name must not be taken for one
  for (const found of getPlaces(units).values()) {
    const isFirst = found.every(({ unit, block }) => rest(unit)[0] === block);
    const known = found.filter(({ block }) => isKnownName(toName(block.text))).length;
    const listed = found.filter(({ block }) => names.has(toName(block.text))).length;
    // before all that was said, where somebody of the list is named, stand names
    if (found.every(isBare) && (known === found.length || (isFirst && listed > 0)))
      for (const { unit, block } of found) unit.labels.add(block);
  }
  for (const found of getPlaces(units).values()) {
    // something else must be left that was said
    if (!found.every(isBare)) continue;
    const texts = new Set(found.map(({ block }) => toName(block.text)));
    // what was said differs more than who said it
    const said = new Set(
      found.map(({ unit, block }) =>
        rest(unit)
          .filter((other) => other.key !== block.key)
          .map(({ text }) => text)
          .join(),
      ),
    );
    const isRepeated = found.length >= 3 && texts.size <= Math.ceil(found.length / 2) && texts.size < said.size;
    const isHead = found.every(({ unit, block }) => isHeading(unit, block));
    if (isRepeated || isHead) for (const { unit, block } of found) unit.labels.add(block);
  }
}

/** A name without the time and the signs around it: "~ Lulu 10:02". */
const toName = (text: string): string => withoutMoment(text).replace(/^[~@–—-]\s*|\s*[:：]$/g, '');

/** "Bot ·" where other messages say "Seen ·": at the place of labels, set like them and unlike what was said beside it. */
function markAlike(units: readonly Unit[]): void {
  const known = new Map<string, string>();
  for (const { labels } of units) for (const label of labels) known.set(label.key, getTypeface(label.element));
  for (const unit of units) {
    const left = unit.blocks.filter((block) => !unit.labels.has(block));
    for (const block of left) {
      const face = getTypeface(block.element);
      const isUnlike = left.some((other) => other !== block && !known.has(other.key));
      const isSet = left.every((other) => known.has(other.key) || getTypeface(other.element) !== face);
      if (known.get(block.key) === face && isUnlike && isSet) unit.labels.add(block);
    }
  }
}

/** Notes below what was said: set smaller than that, at a place where nothing as large ever stands. */
function markFootnotes(units: readonly Unit[]): void {
  const leftOf = (unit: Unit) => unit.blocks.filter((block) => !unit.labels.has(block));
  const sizeOf = (blocks: readonly TextBlock[]) => Math.max(0, ...blocks.map(({ element }) => getSize(element)));
  const large = new Set(
    units.flatMap((unit) => {
      const left = leftOf(unit);
      return left.filter(({ element }) => getSize(element) >= sizeOf(left)).map(({ key }) => key);
    }),
  );
  for (const unit of units) {
    const left = leftOf(unit);
    for (const block of left) {
      const above = left.filter((other) => other !== block && other.box.bottom <= block.box.top + 2);
      if (!large.has(block.key) && sizeOf(above) > getSize(block.element)) unit.labels.add(block);
    }
  }
}

/** Stands first, above or before the next words, and looks different from them. */
function isHeading(unit: Unit, block: TextBlock): boolean {
  const left = unit.blocks.filter((other) => !unit.labels.has(other));
  if (left[0] !== block || left.length < 2) return false;
  const next = left[1] as TextBlock;
  // in a bubble stands what was said; a name stands beside it
  const bubble = getStyledBox(unit.element, block.element);
  if (bubble && !bubble.contains(next.element)) return false;
  const isBefore = block.box.bottom <= next.box.top + 4 || block.box.right <= next.box.left + 4;
  return isBefore && !block.own && getTypeface(block.element) !== getTypeface(next.element);
}
