import { createTextMatcher, type TextMatcher } from '@/lib/core/text-matcher';
import { type Concept, getConcepts } from './lexicon';
import type { Normalised } from './normalise';

/** A trade concept found in a text. Offsets are into `normalised.text`; `toOriginalSpan(normalised, start, end)` leads back. */
export interface ConceptHit {
  /** Stable id, e.g. `colour.fade`, `ship.when`. */
  concept: string;
  start: number;
  end: number;
  /** 0..1: how surely this form means this concept (long forms more than short ones). */
  weight: number;
}

interface Lexicon {
  matcher: TextMatcher;
  /** Per pattern of the matcher: the form of which it is a part. */
  formOf: Int32Array;
  partOf: Uint8Array;
  /** Per form: its concept and number of parts. */
  conceptOf: Concept[];
  partsOf: number[];
}

let loaded: Lexicon | null = null;

function loadLexicon(): Lexicon {
  const patterns: string[] = [];
  const formOf: number[] = [];
  const partOf: number[] = [];
  const conceptOf: Concept[] = [];
  const partsOf: number[] = [];
  const add = (concept: Concept, parts: readonly (readonly string[])[]) => {
    parts.forEach((alternatives, part) => {
      for (const pattern of alternatives) {
        patterns.push(pattern);
        formOf.push(conceptOf.length);
        partOf.push(part);
      }
    });
    conceptOf.push(concept);
    partsOf.push(parts.length);
  };
  for (const concept of getConcepts()) {
    if (concept.forms.length > 0) add(concept, [concept.forms]);
    for (const sequence of concept.sequences) add(concept, sequence);
  }
  return {
    matcher: createTextMatcher(patterns),
    formOf: Int32Array.from(formOf),
    partOf: Uint8Array.from(partOf),
    conceptOf,
    partsOf,
  };
}

const isLatin = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

/** A Latin form matches whole words only. */
function isWhole(text: string, start: number, end: number): boolean {
  const cutsStart = start > 0 && isLatin(text.charCodeAt(start)) && isLatin(text.charCodeAt(start - 1));
  const cutsEnd = end < text.length && isLatin(text.charCodeAt(end - 1)) && isLatin(text.charCodeAt(end));
  return !cutsStart && !cutsEnd;
}

/** Most characters between two parts of one form. */
const GAP = 8;
const CLAUSE_END = /[。!?\n;]/;

/** A sequence that has begun: which form, how many parts are found, where. */
interface Begun {
  start: number;
  end: number;
}

/** The texts of one turn are asked about again and again: scene, mood and risks share one reading. */
const known = new WeakMap<Normalised, ConceptHit[]>();

/**
 * Finds the concepts of a text, in order. A hit inside a longer hit of the same concept is dropped; other concepts may overlap
 * (不掉色 holds a negated 掉色). Linear in the text plus its matches.
 */
export function findConcepts(normalised: Normalised): ConceptHit[] {
  const before = known.get(normalised);
  if (before) return before;
  const hits = readConcepts(normalised.text);
  known.set(normalised, hits);
  return hits;
}

function readConcepts(text: string): ConceptHit[] {
  loaded ??= loadLexicon();
  const { matcher, formOf, partOf, conceptOf, partsOf } = loaded;
  const byConcept = new Map<string, ConceptHit[]>();
  /** Per form: the newest place where its first k parts stand. */
  const begun = new Map<number, (Begun | undefined)[]>();
  for (const { pattern, start, end } of matcher.find(text)) {
    if (!isWhole(text, start, end)) continue;
    const form = formOf[pattern] ?? 0;
    const parts = partsOf[form] ?? 1;
    let from = start;
    let shown = end - start;
    if (parts > 1) {
      const part = partOf[pattern] ?? 0;
      const state = begun.get(form) ?? [];
      begun.set(form, state);
      if (part > 0) {
        const before = state[part - 1];
        if (!before || start < before.end || start - before.end > GAP) continue;
        if (CLAUSE_END.test(text.slice(before.end, start))) continue;
        from = before.start;
        shown += before.end - before.start;
      }
      state[part] = { start: from, end };
      if (part < parts - 1) continue;
    }
    const concept = conceptOf[form]?.id;
    if (concept === undefined) continue;
    const hits = byConcept.get(concept) ?? [];
    byConcept.set(concept, hits);
    let hit: ConceptHit = { concept, start: from, end, weight: Math.min(1, 0.4 + 0.2 * (shown - 1)) };
    // Overlapping hits of one concept are one hit.
    for (let last = hits.at(-1); last && hit.start < last.end; last = hits.at(-1)) {
      hit = {
        ...hit,
        start: Math.min(hit.start, last.start),
        end: Math.max(hit.end, last.end),
        weight: Math.max(hit.weight, last.weight),
      };
      hits.pop();
    }
    hits.push(hit);
  }
  return [...byConcept.values()].flat().sort((a, b) => a.start - b.start || b.end - a.end);
}
