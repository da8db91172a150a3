import { expandForms } from '@/lib/core/text-forms';
import type { ConceptClass, ShippedConcept } from '@/lib/understand/lexicon';
import { isStandard, standardise } from '@/lib/understand/normalise';

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

/** A row as it is shipped: standardised, expanded, each form once. */
function toShipped(row: ConceptRow, toStandard: (shorthand: string) => string): ShippedConcept {
  const forms = new Set<string>();
  const sequences: string[] = [];
  for (const shorthand of Object.values(row.forms))
    for (const form of splitTop(toStandard(shorthand), '|')) {
      const parts = splitTop(form, '~').map(expandForms);
      if (parts.length === 1) {
        // One character alone means too many things; pictures are more than one unit.
        for (const whole of parts[0] ?? []) if (whole.length > 1) forms.add(whole);
      } else sequences.push(parts.map((part) => part.join('|')).join('~'));
    }
  const { id, label, class: kind, scenes } = row;
  return {
    id,
    label,
    class: kind,
    ...(scenes && { scenes }),
    forms: [...forms].join('|'),
    ...(sequences.length > 0 && { sequences }),
  };
}

/** The rows of the lexicon files, in order, as they are shipped. */
export function buildConcepts(rows: readonly ConceptRow[]): ShippedConcept[] {
  const toStandard = createStandardiser();
  return rows.map((row) => toShipped(row, toStandard));
}
