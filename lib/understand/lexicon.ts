import { expandForms } from '@/lib/core/text-forms';
import { LEXICON_FILES } from './lexicon-files';
import { isStandard, standardise } from './normalise';

/** How a concept helps: what the talk is about, what is wrong, what the buyer wants, where the goods are, in which tone. */
export const CONCEPT_CLASSES = [
  'topic',
  'symptom',
  'intent',
  'attribute',
  'state',
  'goods',
  'person',
  'tone',
  'risk',
  'question',
] as const;
export type ConceptClass = (typeof CONCEPT_CLASSES)[number];

/**
 * A row of the lexicon files: forms in the shorthand of `expandForms`, by register; `~` stands for a gap of up to eight characters; `scenes` says
 * which scenes it speaks for (0..1).
 */
export interface ConceptRow {
  id: string;
  label: string;
  class: ConceptClass;
  scenes?: Record<string, number>;
  forms: Record<string, string>;
}

/** A concept ready to match: its forms written the way `normalise` writes text. */
export interface Concept {
  id: string;
  label: string;
  class: ConceptClass;
  scenes: Readonly<Record<string, number>>;
  /** Forms that stand in one piece. */
  forms: readonly string[];
  /** Forms with a gap: alternatives of each part, in order. */
  sequences: readonly (readonly (readonly string[])[])[];
}

/** Splits at `separator` outside parentheses. */
function splitTop(shorthand: string, separator: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < shorthand.length; i++) {
    const char = shorthand.charAt(i);
    if (char === '(') depth++;
    if (char === ')') depth--;
    if (char === separator && depth === 0) {
      parts.push(shorthand.slice(from, i));
      from = i + 1;
    }
  }
  parts.push(shorthand.slice(from));
  return parts;
}

/** Runs of letters in a shorthand are standardised one by one, before expansion: fast, and the same words as in the text. */
function createStandardiser(): (shorthand: string) => string {
  const known = new Map<string, string>();
  return (shorthand) =>
    shorthand.replace(/[^()|?~]+/g, (run) => {
      const before = known.get(run);
      if (before !== undefined) return before;
      const standard = isStandard(run) ? run : standardise(run).text.replace(/[()|?~]/g, '');
      known.set(run, standard);
      return standard;
    });
}

function toConcept(row: ConceptRow, toStandard: (shorthand: string) => string): Concept {
  const forms = new Set<string>();
  const sequences: string[][][] = [];
  for (const shorthand of Object.values(row.forms))
    for (const form of splitTop(toStandard(shorthand), '|')) {
      const parts = splitTop(form, '~').map(expandForms);
      if (parts.length === 1) {
        // One character alone means too many things; pictures are more than one unit.
        for (const whole of parts[0] ?? []) if (whole.length > 1) forms.add(whole);
      } else sequences.push(parts);
    }
  return { id: row.id, label: row.label, class: row.class, scenes: row.scenes ?? {}, forms: [...forms], sequences };
}

let concepts: Concept[] | null = null;

/** All concepts of the shipped lexicon, built once. */
export function getConcepts(): readonly Concept[] {
  if (concepts === null) {
    const toStandard = createStandardiser();
    concepts = LEXICON_FILES.flat().map((row) => toConcept(row, toStandard));
  }
  return concepts;
}

let byId: Map<string, Concept> | null = null;

/** The concept of an id, or null. */
export function getConcept(id: string): Concept | null {
  byId ??= new Map(getConcepts().map((concept) => [concept.id, concept]));
  return byId.get(id) ?? null;
}
