import { findConcepts } from './concepts';
import { toEvidence } from './evidence';
import type { Normalised } from './normalise';
import { RISK_TYPES, type Risk } from './understanding';

/** Risks in a text with the words that say so. Concepts `risk.<type>` count unless a `calm.<type>` concept covers them (我就是律师). */
export function findRisks(normalised: Normalised): Risk[] {
  const hits = findConcepts(normalised);
  return RISK_TYPES.flatMap((type) => {
    const calm = hits.filter(({ concept }) => concept === `calm.${type}`);
    const spans = hits.filter(
      ({ concept, start, end }) =>
        concept === `risk.${type}` && !calm.some((other) => other.start < end && start < other.end),
    );
    return spans.length > 0 ? [{ type, evidence: toEvidence(normalised, spans) }] : [];
  });
}
