import modelFile from '@/assets/lexicons/guard-model.json';
import { toClauses, toPieces } from './clause-features';
import { type DraftText, spanOfFolded } from './draft-text';
import type { CompiledRule, TextType } from './lexicon';
import type { Hit } from './match-rules';

/** A linear model per type over character pieces, as `training/train-guard.ts` writes it. */
interface ClauseModel {
  /** Log odds of each type before any piece is seen. */
  types: { type: TextType; bias: number }[];
  /** Per piece: place of a type and its weight in hundredths, in turn. */
  pieces: Record<string, number[]>;
}

const { types, pieces: weights } = modelFile as unknown as ClauseModel;

/** Log odds from which a clause counts. Chosen on drafts at first contact (training/guard, batches of 2026-11-28) against our own replies, which must stay clean. */
const THRESHOLD = 1.25;

/** Clauses judged lately: phrase lists and drafts under the pen repeat most of theirs. */
const judged = new Map<string, TextType | null>();
const MAX_JUDGED = 4000;

/** The surest type of a clause, or null. */
function judge(clause: string): TextType | null {
  const known = judged.get(clause);
  if (known !== undefined) return known;
  if (judged.size >= MAX_JUDGED) judged.clear();
  const type = judgeAnew(clause);
  judged.set(clause, type);
  return type;
}

function judgeAnew(clause: string): TextType | null {
  const pieces = toPieces(clause);
  const sums = types.map(() => 0);
  for (const piece of pieces) {
    if (!Object.hasOwn(weights, piece)) continue;
    const own = weights[piece] ?? [];
    for (let i = 0; i < own.length; i += 2) sums[own[i] ?? 0] = (sums[own[i] ?? 0] ?? 0) + (own[i + 1] ?? 0);
  }
  const scale = 1 / (100 * Math.sqrt(pieces.length));
  let best: { type: TextType; score: number } | null = null;
  for (const [k, { type, bias }] of types.entries()) {
    const score = bias + (sums[k] ?? 0) * scale;
    if (score >= THRESHOLD && (best === null || score > best.score)) best = { type, score };
  }
  return best?.type ?? null;
}

/**
 * Clauses that no rule words but that resemble what our own labelled drafts call a violation. Always amber: a likeness, not a rule.
 * `hits` are the rules' own; a clause in which one stands is settled. `rules` lend their negations.
 */
export function findLikeness(draft: DraftText, hits: readonly Hit[], rules: readonly CompiledRule[]): Hit[] {
  const found: Hit[] = [];
  for (const clause of toClauses(draft.folded.text)) {
    const span = spanOfFolded(draft, clause.start, clause.end);
    // The model was taught Chinese; of other scripts it knows nothing.
    if ((clause.text.match(/[\u4e00-\u9fff]/g)?.length ?? 0) * 2 < clause.text.length) continue;
    if (hits.some((hit) => hit.start < span.end && span.start < hit.end)) continue;
    const type = judge(clause.text);
    if (!type) continue;
    // Beside a rule's own finding a likeness of the same type says nothing new.
    if (
      hits.some(
        (hit) => hit.type === type && (Math.abs(hit.end - span.start) <= 2 || Math.abs(span.end - hit.start) <= 2),
      )
    )
      continue;
    const isTakenBack = rules.some(
      (rule) => rule.type === type && (rule.negated?.test(clause.text) || rule.clean?.test(clause.text)),
    );
    if (!isTakenBack) found.push({ type, severity: 'amber', rule: `${type}.likeness`, ...span });
  }
  return found;
}
