import { findAddresses } from './redact/address';
import { findEmails } from './redact/email';
import { findNames } from './redact/names';
import { findNumbers } from './redact/numbers';
import type { Page, PersonalDataType, PersonalSpan } from './redact/personal-data';
import { resolveSpans } from './redact/resolve';
import { type FoldedText, foldText, toOriginalSpan } from './text';

export type { PersonalDataType, PersonalSpan } from './redact/personal-data';

/** What is known about the people of a conversation. */
export interface KnownPeople {
  /** Names on the page (buyer, recipient): hidden wherever they stand. */
  names?: readonly string[];
}

/** A text without personal data. */
export interface Redacted {
  text: string;
  /** What was hidden; UTF-16 offsets into the text given. */
  spans: PersonalSpan[];
  /** Puts the hidden pieces back into any text that carries the placeholders (a draft written from the redacted text). */
  restore(text: string): string;
}

const LABELS: Record<PersonalDataType, string> = {
  phone: '手机号',
  address: '地址',
  id: '证件号',
  order: '订单号',
  tracking: '快递单号',
  card: '卡号',
  email: '邮箱',
  name: '姓名',
};

/** Data beside which a name tells whose it is. */
const BESIDE: ReadonlySet<PersonalDataType> = new Set(['phone', 'address', 'id', 'card']);

/** Pieces longer than this are looked through in slices, so that time stays linear. */
const SLICE = 4000;

/** The folded text with Latin letters in their own case. */
function toPage(folded: FoldedText): Page {
  const { text, original, offsets } = folded;
  let cased = '';
  for (let i = 0; i < text.length; i++) {
    const own = original[offsets[i] ?? 0] ?? '';
    cased += own.toLowerCase() === text[i] ? own : (text[i] ?? '');
  }
  return { text, cased };
}

/** Which names are looked for: all, those beside other data of a person, none. The search for names is most of the work. */
type Names = 'all' | 'beside' | 'none';

/** The page read last: one draft is asked about several times in a row. */
let lastPage: { cased: string; text: string; anchors: PersonalSpan[] } | null = null;

/** Everything but names. */
function findAnchors(page: Page): PersonalSpan[] {
  if (lastPage?.text === page.text && lastPage.cased === page.cased) return lastPage.anchors;
  const anchors = resolveSpans([...findNumbers(page), ...findAddresses(page), ...findEmails(page)]);
  lastPage = { ...page, anchors };
  return anchors;
}

function findInPage(page: Page, known: readonly string[], names: Names): PersonalSpan[] {
  const anchors = findAnchors(page);
  if (names === 'none') return anchors;
  if (names === 'beside' && !anchors.some(({ type }) => BESIDE.has(type))) return [];
  return resolveSpans([...anchors, ...findNames(page, anchors, known)]);
}

/**
 * Finds personal data of anybody in any text: phones, addresses, IDs, order and tracking numbers, cards, e-mails, names; also disguised
 * (spaced, dashed, full width, ①②③, 幺三五, o for 0). Spans are sorted and disjoint, offsets UTF-16 into `text`. Linear time, never throws.
 * What stays: brands, stage names of agents, hotlines, masked numbers, last four digits, article numbers, sizes, prices.
 */
export function findPersonalData(text: string, known: KnownPeople = {}): PersonalSpan[] {
  return findSpans(text, known, 'all');
}

/**
 * The same for whom a text without phone, address, ID or card says nothing: then no span at all is given, and the search for names is
 * saved.
 */
export function findPersonalDataBeside(text: string): PersonalSpan[] {
  return findSpans(text, {}, 'beside');
}

/** Numbers, addresses and e-mails alone, without names. */
export function findPersonalNumbers(text: string): PersonalSpan[] {
  return findSpans(text, {}, 'none');
}

function findSpans(text: string, known: KnownPeople, names: Names): PersonalSpan[] {
  const folded = foldText(text);
  const page = toPage(folded);
  const people = (known.names ?? []).map((name) => foldText(name).text.trim()).filter(Boolean);
  // In a text of several slices one of them may hold what the names of another stand beside.
  const wanted = names === 'beside' && page.text.length > SLICE ? 'all' : names;
  const spans: PersonalSpan[] = [];
  for (let at = 0; at < page.text.length; ) {
    let end = Math.min(page.text.length, at + SLICE);
    if (end < page.text.length) {
      const line = page.text.lastIndexOf('\n', end);
      if (line > at + SLICE / 2) end = line;
    }
    const slice = { text: page.text.slice(at, end), cased: page.cased.slice(at, end) };
    for (const span of findInPage(slice, people, wanted)) {
      const own = withMarks(text, toOriginalSpan(folded, span.start + at, span.end + at));
      const last = spans.at(-1);
      if (own.end > own.start && (!last || own.start >= last.end)) spans.push({ type: span.type, ...own });
    }
    at = end;
  }
  return spans.map((span) => trimBlanks(text, span)).filter((span) => span.end > span.start);
}

/** Takes the marks that follow the last character (the frame of a keycap 8️⃣) into the span. */
function withMarks(text: string, span: { start: number; end: number }): { start: number; end: number } {
  let { end } = span;
  while (text[end] === '\ufe0f' || text[end] === '\u20e3') end++;
  return { start: span.start, end };
}

function trimBlanks(text: string, span: PersonalSpan): PersonalSpan {
  let { start, end } = span;
  while (start < end && /\s/.test(text[start] ?? '')) start++;
  while (end > start && /\s/.test(text[end - 1] ?? '')) end--;
  return { type: span.type, start, end };
}

/**
 * Replaces personal data by placeholders that stay the same for the same value (〔手机号1〕, 〔姓名2〕), and remembers the way back.
 * Placeholders that the text itself contains are skipped in counting, so nothing a buyer types is taken for one of ours.
 */
export function redact(text: string, known: KnownPeople = {}): Redacted {
  const spans = findPersonalData(text, known);
  const tokens = new Map<string, string>();
  const originals = new Map<string, string>();
  const counts = new Map<PersonalDataType, number>();
  let out = '';
  let at = 0;
  for (const span of spans) {
    const value = text.slice(span.start, span.end);
    const key = `${span.type}\u0000${foldText(value).text.replace(/[\s\-–—.·]/g, '')}`;
    let token = tokens.get(key);
    if (token === undefined) {
      let count = counts.get(span.type) ?? 0;
      do token = `〔${LABELS[span.type]}${++count}〕`;
      while (text.includes(token));
      counts.set(span.type, count);
      tokens.set(key, token);
      originals.set(token, value);
    }
    out += text.slice(at, span.start) + token;
    at = span.end;
  }
  out += text.slice(at);
  const restore = (draft: string): string =>
    draft.replace(/〔[^〔〕\s]{1,8}?\d{1,4}〕/g, (token) => originals.get(token) ?? token);
  return { text: out, spans, restore };
}
