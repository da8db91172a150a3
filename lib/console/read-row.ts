import { MAX_TEXT, type Part } from '@/lib/chat/conversation';
import type { Adapter, Find, RoleRule } from './adapter';
import { getCoin } from './detect/layout';
import { isNoMessage, isQuiet, isTyping, withoutReactions, withoutStamp } from './no-message';
import { pickValue, toPattern } from './pick';
import { readOrder, readProduct } from './read-fields';
import { readRole } from './read-role';
import { cutText, readText } from './read-text';
import { isForEars, isVisible } from './visible';

/** What one row of the thread says. `role` null = the rules cannot tell. */
export interface RowRead {
  role: RoleRule['role'] | null;
  parts: Part[];
  platformId?: string;
  time?: string;
  /** Place of the role rule that hit, for health. */
  roleRule: number;
  /** Where each of the parts stands. */
  places: Element[];
}

const MAX_PARTS = 20;
/** Words of controls are never said by anybody. */
const CONTROLS = 'button, [role="button"], select, svg';

/** Reads one row; null = not a message (hidden, or nothing in it). */
export function readRow(row: Element, adapter: Adapter, buyerName: string | null): RowRead | null {
  if (!isVisible(row)) return null;
  const { quiet, strict, split } = adapter.rows;
  const placed = readParts(row, adapter);
  const found = placed.map(({ part }) => part);
  let whole: string | null = null;
  const text = () => {
    whole ??= readText(row, { limit: 200, seen: quiet === true, ...(strict && { without: CONTROLS }) }).text;
    return whole;
  };
  const role = readRole(row, adapter.roles, { buyerName, text });
  if (quiet && isNoise(found, role?.role ?? null, text)) {
    // "ok" that no rule explains is as short as the letter of a face
    if (found.length > 0 || !strict || !hasShortWords(row)) return null;
  }
  if (strict && isUnexplained(found, text(), split === true))
    return { role: null, parts: [{ type: 'text', text: text() }], roleRule: -1, places: [row] };
  const line = found.length === 0 && role?.role === 'system' ? readLine(row, adapter) : '';
  const parts = line
    ? [{ type: 'text' as const, text: line }]
    : quiet && role?.role === 'system'
      ? found.map(toQuiet)
      : found;
  if (parts.length === 0) return null;
  const platformId = pickValue(row, adapter.parts.id);
  const time = pickValue(row, adapter.parts.time);
  return {
    role: role?.role ?? null,
    roleRule: role?.index ?? -1,
    parts,
    places: line ? [row] : placed.map(({ element }) => element),
    ...(platformId && { platformId }),
    ...(time && { time }),
  };
}

/**
 * Dates, marks, dividers and "is typing". In a bubble of buyer or agent only the last: "昨天" and "12:30" are answers too.
 */
function isNoise(found: readonly Part[], role: RowRead['role'], text: () => string): boolean {
  if (found.length === 0) return isQuiet(text());
  const isBubble = role !== null && role !== 'system';
  return found.every(
    (part) => part.type === 'text' && (isBubble ? isTyping(part.text) : isNoMessage(part.text) || isQuiet(part.text)),
  );
}

/** As short as the letter of a face, UTF-16 units (`isQuiet` leaves no more). */
const SHORT = 2;

/** Short words that are neither a time or a mark nor stand in a face. */
function hasShortWords(row: Element): boolean {
  const walker = row.ownerDocument.createTreeWalker(row, 4);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = (node.textContent ?? '').trim();
    const element = node.parentElement;
    if (
      !text ||
      text.length > SHORT ||
      !element ||
      isNoMessage((element.textContent ?? '').trim()) ||
      element.closest(CONTROLS) ||
      !isVisible(element)
    )
      continue;
    if (!isForEars(element) && getCoin(element) === null) return true;
  }
  return false;
}

/** What a line of the program says as a whole; names and times that rules leave out of messages are none of its words. */
function readLine(row: Element, { rows: { quiet, strict }, parts }: Adapter): string {
  const without = [...(strict ? [CONTROLS] : []), ...parts.text.flatMap((pick) => pick.without ?? [])].join(', ');
  const { text } = readText(row, { limit: 200, seen: quiet === true, ...(quiet && without && { without }) });
  return toLine(text, quiet === true);
}

/** The same without the date or the divider above it. */
const toLine = (text: string, quiet: boolean): string =>
  (quiet
    ? text
        .split('\n')
        .filter((line) => !isNoMessage(line))
        .map(withoutStamp)
    : [text]
  ).join('\n');

const toQuiet = (part: Part): Part =>
  part.type === 'text' ? { ...part, text: toLine(part.text, true) || part.text } : part;

/** Words that no rule explains, or several texts where each row has one. */
const isUnexplained = (found: readonly Part[], text: string, isSplit: boolean): boolean =>
  found.length === 0 ? text !== '' : !isSplit && found.filter(({ type }) => type === 'text').length > 1;

/** Smaller than what people send, CSS px; a picture that is not there yet may become large. */
const SMALL_PX = 48;
const isSmall = (element: Element): boolean => {
  const { width, height } = element.getBoundingClientRect();
  return width > 0 && height > 0 && width < SMALL_PX && height < SMALL_PX;
};

interface Placed {
  element: Element;
  part: Part;
}

function readParts(row: Element, adapter: Adapter): Placed[] {
  const { parts } = adapter;
  const placed: Placed[] = [];
  const taken: Element[] = [];
  const isFree = (element: Element) => !taken.some((card) => card === element || card.contains(element));
  const firstHits = (finds: readonly Find[] | undefined): Element[] => {
    for (const find of finds ?? []) {
      // a card may be the row itself
      const hits = (row.matches(find.css) ? [row] : [...row.querySelectorAll(find.css)]).filter(isFree);
      if (hits.length) return hits;
    }
    return [];
  };
  for (const element of firstHits(parts.order?.css)) {
    const order = isFree(element) && parts.order ? readOrder(element, parts.order.fields, 'card') : null;
    if (!order) continue;
    taken.push(element);
    placed.push({ element, part: { type: 'order', order } });
  }
  for (const element of firstHits(parts.product?.css)) {
    const product = isFree(element) && parts.product ? readProduct(element, parts.product.fields, 'card') : null;
    if (!product) continue;
    taken.push(element);
    placed.push({ element, part: { type: 'product', product } });
  }
  const texts = readTexts(row, adapter, isFree, new Set(taken));
  for (const element of firstHits(parts.image)) {
    if (parts.imageNot && element.matches(parts.imageNot)) continue;
    // of a page that nobody described: faces, marks and emoji stand anywhere
    if (adapter.rows.quiet && isSmall(element)) continue;
    // an emoji inside a text bubble is part of the text
    if (texts.some((text) => text.element.contains(element))) continue;
    const alt = element.getAttribute('alt')?.slice(0, 200);
    const sticker = parts.sticker !== undefined && element.matches(parts.sticker);
    placed.push({ element, part: { type: 'image', ...(alt && { alt }), ...(sticker && { sticker }) } });
  }
  placed.push(...texts);
  placed.sort((a, b) => (a.element.compareDocumentPosition(b.element) & 4 ? -1 : 1));
  return placed.slice(0, MAX_PARTS);
}

/** Text bubbles by the first pick that hits; nested hits count once. */
function readTexts(
  row: Element,
  { parts, rows }: Adapter,
  isFree: (element: Element) => boolean,
  cards: ReadonlySet<Element>,
): Placed[] {
  for (const pick of parts.text) {
    const placed: Placed[] = [];
    // where each bubble is a row, the row is what was said
    const isRow = pick.css === undefined || (rows.strict && row.matches(pick.css));
    const elements = isRow ? [row] : [...row.querySelectorAll(pick.css as string)];
    for (const element of elements) {
      if (!isFree(element) || placed.some((other) => other.element.contains(element))) continue;
      const read = readText(element, {
        own: pick.own ?? false,
        limit: MAX_TEXT,
        skip: cards,
        // a bundled adapter names what it leaves out; of a page that nobody described, only what is seen was said
        seen: rows.quiet === true,
        ...(pick.without && { without: pick.without }),
      });
      let text = rows.quiet ? withoutReactions(read.text) : read.text;
      if (pick.strip) text = text.replace(toPattern(pick.strip), '').trim();
      if (text)
        placed.push({ element, part: { type: 'text', text: cutText(text, MAX_TEXT), ...(read.cut && { cut: true }) } });
    }
    if (placed.length) return placed;
  }
  return [];
}
