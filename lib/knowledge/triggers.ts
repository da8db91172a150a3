import { type FoldedText, foldText, toOriginalSpan } from '@/lib/core/text';
import { findDismissal } from './dismissal';
import { areQuotesBackground, findQuotes, getOwnWords, type QuoteSpan } from './quotes';
import type { Trigger } from './schema';
import { plainReader, type TextReader } from './text-reader';
import { createWordIndex, isWholeWord } from './word-index';

/** A trigger that fired. */
export interface TriggerMatch {
  /** Owner as given to `set`. */
  key: string;
  /** Which trigger of the owner. */
  nth: number;
  trigger: Trigger;
  /** The buyer's own words that fired it, as written, without repeats. */
  terms: string[];
  /** Position of the first of them in the text as given (UTF-16). */
  start: number;
  end: number;
  /** How narrow the trigger is: more and longer words, `near` and `not` make it narrower. For ranking. */
  specificity: number;
}

/** Many triggers matched at once; one owner changed costs one owner. */
export interface TriggerIndex {
  set(key: string, triggers: readonly Trigger[]): void;
  delete(key: string): void;
  size(): number;
  /** Triggers that the buyer's text fires. Only the newest 4,000 units are read. */
  match(text: string): TriggerMatch[];
}

interface Compiled {
  key: string;
  nth: number;
  trigger: Trigger;
  any: string[];
  concepts: string[];
  near: string[];
  nearConcepts: string[];
  not: string[];
}

interface Hit {
  start: number;
  end: number;
  term: string;
  /** The buyer's words are the trigger's own words, not a synonym of it. */
  literal: boolean;
}

/** Most text read per match. A message holds at most 4,000 units (`lib/chat/schema.ts`); the newest words are the question. */
const MAX_SCAN = 4000;
/** Widest gap (folded units) between a word of `any` and a word of `near`: about one short clause. */
const NEAR_GAP = 15;
/** What buyers put inside a word of two characters: 褪不褪色, 退了货, 起点球. */
const INFIX = /^(?:了个|过个|不|没|了|过|个|点|下)/;

/** Folded words with doubles dropped. */
const foldWords = (words: readonly string[] | undefined): string[] => [
  ...new Set((words ?? []).map((word) => foldText(word).text.trim()).filter((word) => word !== '')),
];

/**
 * Concepts of which a whole word is a surface form: then every other form of the concept fires too (掉色 for 褪色). A word that
 * the normaliser itself widens (号型 → 尺码) keeps to itself, else a narrow card would pop on a wide question.
 */
function findWordConcepts(word: string, reader: TextReader): string[] {
  const read = reader.read(word);
  if (read.text !== word) return [];
  return reader
    .concepts(read)
    .filter((span) => span.start === 0 && span.end === read.text.length)
    .map((span) => span.concept);
}

const hasWord = (text: string, word: string): boolean => {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1))
    if (isWholeWord(text, at, at + word.length)) return true;
  return false;
};

/** Makes an empty index. `reader` gives synonyms by concept; without one only the words as written fire. */
export function createTriggerIndex(reader: TextReader = plainReader): TriggerIndex {
  const owners = new Map<string, Compiled[]>();
  const words = createWordIndex<Compiled>();
  const byConcept = new Map<string, Set<Compiled>>();
  /** A word's concepts, kept: leads use the same words again and again. */
  const known = new Map<string, string[]>();

  const conceptsOf = (list: readonly string[]): string[] => {
    const found = new Set<string>();
    for (const word of list) {
      let concepts = known.get(word);
      if (!concepts) {
        concepts = findWordConcepts(word, reader);
        if (known.size > 20_000) known.clear();
        known.set(word, concepts);
      }
      for (const concept of concepts) found.add(concept);
    }
    return [...found];
  };

  const drop = (key: string) => {
    for (const compiled of owners.get(key) ?? []) {
      for (const word of compiled.any) words.remove(word, compiled);
      for (const concept of compiled.concepts) {
        const set = byConcept.get(concept);
        set?.delete(compiled);
        if (set?.size === 0) byConcept.delete(concept);
      }
    }
    owners.delete(key);
  };

  /** All places where words of `any` or their synonyms stand, by compiled trigger, in folded offsets of `folded`. */
  const collect = (folded: FoldedText): Map<Compiled, Hit[]> => {
    const hits = new Map<Compiled, Hit[]>();
    const add = (compiled: Compiled, hit: Hit) => {
      const list = hits.get(compiled);
      if (!list) hits.set(compiled, [hit]);
      else if (!list.some((other) => other.start === hit.start && other.end === hit.end)) list.push(hit);
    };
    const { text } = folded;
    const written = (start: number, end: number) => {
      const span = toOriginalSpan(folded, start, end);
      return folded.original.slice(span.start, span.end);
    };
    for (const { start, end, owners: found } of words.scan(text))
      for (const compiled of found) add(compiled, { start, end, term: written(start, end), literal: true });
    for (let start = 0; start + 2 < text.length; start++) {
      const infix = INFIX.exec(text.slice(start + 1, start + 3))?.[0];
      if (!infix) continue;
      let at = start + 1 + infix.length;
      // 褪不褪色 repeats the first character behind the infix; 退了货 does not.
      if (text.charAt(at) === text.charAt(start)) at++;
      for (const compiled of words.get(text.charAt(start) + text.charAt(at)) ?? [])
        add(compiled, { start, end: at + 1, term: written(start, at + 1), literal: true });
    }
    const read = reader.read(folded.original);
    // Offsets of the normalised text and of the folded text differ: meet in the text as written.
    const addRead = (compiled: Compiled, from: number, to: number) => {
      const back = toOriginalSpan(read, from, to);
      const start = toFoldedOffset(folded, back.start);
      const end = Math.max(start + 1, toFoldedOffset(folded, back.end));
      add(compiled, { start, end, term: folded.original.slice(back.start, back.end), literal: false });
    };
    // Dialect and slang in standard words: 甩色 reads as 褪色.
    if (read.text !== text)
      for (const { start, end, owners: found } of words.scan(read.text))
        for (const compiled of found) addRead(compiled, start, end);
    if (byConcept.size > 0)
      for (const span of reader.concepts(read))
        for (const compiled of byConcept.get(span.concept) ?? []) addRead(compiled, span.start, span.end);
    return hits;
  };

  return {
    set(key, triggers) {
      drop(key);
      if (triggers.length === 0) return;
      const compiled = triggers.map((trigger, nth): Compiled => {
        const any = foldWords(trigger.any);
        const near = foldWords(trigger.near);
        return {
          key,
          nth,
          trigger,
          any,
          concepts: conceptsOf(any),
          near,
          nearConcepts: conceptsOf(near),
          not: foldWords(trigger.not),
        };
      });
      owners.set(key, compiled);
      for (const one of compiled) {
        for (const word of one.any) words.add(word, one);
        for (const concept of one.concepts) {
          const set = byConcept.get(concept) ?? new Set();
          byConcept.set(concept, set.add(one));
        }
      }
    },
    delete: drop,
    size: () => owners.size,
    match(given) {
      const cut = Math.max(0, given.length - MAX_SCAN);
      const folded = foldText(given.slice(cut));
      const hits = collect(folded);
      if (hits.size === 0) return [];
      const { text } = folded;
      const quotes = findQuotes(text);
      const inQuote = (hit: Hit) => quotes.some((quote: QuoteSpan) => hit.start >= quote.start && hit.end <= quote.end);
      const outside = [...hits.values()].some((list) => list.some((hit) => !inQuote(hit)));
      const background =
        quotes.length > 0 && areQuotesBackground(getOwnWords(text, quotes), outside || asksOutside(quotes));
      const matches: TriggerMatch[] = [];
      const meant = new Map<number, boolean>();
      /** Many triggers share a word: each place is judged once. */
      const isMeant = ({ start, end }: Hit): boolean => {
        const key = start * (MAX_SCAN * 2) + end;
        const known = meant.get(key) ?? findDismissal(text, start, end) === null;
        meant.set(key, known);
        return known;
      };
      for (const [compiled, all] of hits) {
        const kept = all.filter(
          (hit) =>
            !(background && inQuote(hit)) &&
            !isInside(text, hit, compiled.not) &&
            isMeant(hit) &&
            isNear(hit, compiled),
        );
        const first = kept.sort((a, b) => a.start - b.start)[0];
        if (!first || isBlocked(text, compiled)) continue;
        const span = toOriginalSpan(folded, first.start, first.end);
        const longest = Math.max(...kept.map((hit) => hit.end - hit.start));
        matches.push({
          key: compiled.key,
          nth: compiled.nth,
          trigger: compiled.trigger,
          terms: [...new Set(kept.map((hit) => hit.term))],
          start: span.start + cut,
          end: span.end + cut,
          specificity:
            longest + kept.length + (compiled.near.length > 0 ? 4 : 0) + (kept.some((hit) => hit.literal) ? 1 : 0),
        });
      }
      return matches;

      /** The own words hold a concept that the repeated ones do not. */
      function asksOutside(spans: readonly QuoteSpan[]): boolean {
        const conceptsIn = (words: string) => reader.concepts(reader.read(words)).map(({ concept }) => concept);
        const quoted = new Set(conceptsIn(spans.map(({ start, end }) => text.slice(start, end)).join('\n')));
        return conceptsIn(getOwnWords(text, spans)).some((concept) => !quoted.has(concept));
      }
      function isNear(hit: Hit, compiled: Compiled): boolean {
        if (compiled.near.length === 0) return true;
        const window = text.slice(Math.max(0, hit.start - NEAR_GAP), hit.end + NEAR_GAP);
        if (compiled.near.some((word) => window.includes(word))) return true;
        if (compiled.nearConcepts.length === 0) return false;
        const read = reader.read(window);
        return reader.concepts(read).some((span) => compiled.nearConcepts.includes(span.concept));
      }
    },
  };
}

/** A word of `not` that covers the hit only takes that hit away: 仿真丝 says nothing against 真丝 elsewhere. */
function isInside(text: string, hit: Hit, not: readonly string[]): boolean {
  return not.some((word) => {
    for (let at = text.indexOf(word); at >= 0 && at <= hit.start; at = text.indexOf(word, at + 1))
      if (at + word.length >= hit.end) return true;
    return false;
  });
}

/** A word of `not` that stands apart from every word of `any` closes the whole turn for the trigger. */
const isBlocked = (text: string, compiled: Compiled): boolean =>
  compiled.not.some((word) => hasWord(text, word) && !compiled.any.some((any) => word.includes(any)));

/** First unit of the folded text at or behind an original offset. */
function toFoldedOffset(folded: FoldedText, original: number): number {
  const { offsets } = folded;
  let low = 0;
  let high = offsets.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < original) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Matches one trigger against one text of a buyer; null when it does not fire. For many triggers use an index. */
export function matchTrigger(trigger: Trigger, text: string, reader: TextReader = plainReader): TriggerMatch | null {
  const index = createTriggerIndex(reader);
  index.set('', [trigger]);
  return index.match(text)[0] ?? null;
}
