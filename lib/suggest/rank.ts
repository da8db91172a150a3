import type { Retrieved } from './retrieve/retriever';
import { isSameQuestion } from './same-question';

/** A nearer source answers instead of a farther one on the same question only when it fits this well beside it (share of confidence). */
const NEAR_ENOUGH = 0.5;

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
    const same = found.filter(
      (other) =>
        other !== row &&
        other.precedence !== row.precedence &&
        Math.min(other.confidence, row.confidence) >= Math.max(other.confidence, row.confidence) * NEAR_ENOUGH &&
        isSameQuestion(other.entry, row.entry),
    );
    const nearest = same.reduce((best, other) => (other.precedence > best.precedence ? other : best), row);
    if (nearest === row) {
      for (const other of same) taken.add(other);
      rows.push(row);
    } else if (!taken.has(nearest)) {
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
