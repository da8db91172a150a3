import shipped from '@/assets/lexicons/concepts.json';

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

/** A concept as shipped (`training/make-concepts.ts`): forms divided by `|`, the parts of a form with a gap by `~`. */
export interface ShippedConcept {
  id: string;
  label: string;
  class: ConceptClass;
  scenes?: Record<string, number>;
  forms: string;
  sequences?: string[];
}

const toConcept = (row: ShippedConcept): Concept => ({
  id: row.id,
  label: row.label,
  class: row.class,
  scenes: row.scenes ?? {},
  forms: row.forms === '' ? [] : row.forms.split('|'),
  sequences: (row.sequences ?? []).map((parts) => parts.split('~').map((part) => part.split('|'))),
});

let concepts: Concept[] | null = null;

/** All concepts of the shipped lexicon, unpacked once. */
export function getConcepts(): readonly Concept[] {
  concepts ??= (shipped as ShippedConcept[]).map(toConcept);
  return concepts;
}

let byId: Map<string, Concept> | null = null;

/** The concept of an id, or null. */
export function getConcept(id: string): Concept | null {
  byId ??= new Map(getConcepts().map((concept) => [concept.id, concept]));
  return byId.get(id) ?? null;
}
