import type { Retrieved } from './retrieve/retriever';
import { isSameQuestion } from './same-question';

/** Rows for which a nearer source is looked for: the places shown and some for folding. */
const COMPARED = 5;

/** The answer to a further question moves up only when it is this likely beside the best one; retrieval has weighed them already. */
const QUESTION_SHARE = 0.25;
/** In a turn with several questions a fitting card moves to the front only with this share of the best confidence. */
const FITTING_SHARE = 0.5;

/**
 * Puts cards that fit this very product (褪色 × 真丝) before what is said about products in general. In a turn with several
 * questions only when retrieval does not think them far off.
 */
export function preferFitting(
  rows: readonly Retrieved[],
  fitting: ReadonlySet<string>,
  questions: number,
): Retrieved[] {
  const best = Math.max(0, ...rows.map(({ confidence }) => confidence));
  const least = questions > 1 ? best * FITTING_SHARE : 0;
  const isFirst = (row: Retrieved) => fitting.has(row.entry.id) && row.confidence >= least;
  return [...rows.filter(isFirst), ...rows.filter((row) => !isFirst(row))];
}

/**
 * Orders what retrieval found for showing: of entries on the same question only those of the nearest source stay, in the better
 * place (own beats feed beats starter); each question of a turn gets its best answer before any gets a second one.
 */
export function rankFound(found: readonly Retrieved[]): Retrieved[] {
  return spreadQuestions(preferNear(found));
}

function preferNear(found: readonly Retrieved[]): Retrieved[] {
  const taken = new Set<Retrieved>();
  const rows: Retrieved[] = [];
  for (const row of found) {
    if (taken.has(row)) continue;
    taken.add(row);
    // Only places that will be seen are worth the comparison.
    if (rows.length >= COMPARED) {
      rows.push(row);
      continue;
    }
    const same = found.filter((other) => other.precedence !== row.precedence && isSameQuestion(other.entry, row.entry));
    const nearest = same.reduce((best, other) => (other.precedence > best.precedence ? other : best), row);
    for (const other of same) if (other.precedence < nearest.precedence) taken.add(other);
    if (nearest === row) rows.push(row);
    else if (!taken.has(nearest)) {
      taken.add(nearest);
      rows.push({ ...nearest, confidence: Math.max(nearest.confidence, row.confidence) });
    }
  }
  return rows;
}

function spreadQuestions(rows: readonly Retrieved[]): Retrieved[] {
  const best = Math.max(0, ...rows.map(({ confidence }) => confidence));
  /** `undefined` stands for the turn as a whole. */
  const seen = new Set<number | undefined>();
  const first = new Set<Retrieved>();
  for (const row of rows) {
    if (seen.has(row.question) || row.confidence < best * QUESTION_SHARE) continue;
    seen.add(row.question);
    first.add(row);
  }
  return [...rows.filter((row) => first.has(row)), ...rows.filter((row) => !first.has(row))];
}
