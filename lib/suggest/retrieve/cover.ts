/** A question of the turn with the chance of each entry to be its answer. */
export interface Demand {
  /** How much this question counts. */
  weight: number;
  /** Chance by document. */
  chances: ReadonlyMap<number, number>;
}

/** A chosen entry and the demand (place in the list given) that it serves best. */
export interface Choice {
  document: number;
  gain: number;
  demand: number;
}

/**
 * Chooses entries so that every question of a turn is likely to be answered: each pick takes the entry with the largest
 * gain over what the picks before leave unanswered.
 */
export function cover(demands: readonly Demand[], limit: number): Choice[] {
  const open = demands.map(({ weight }) => weight);
  const left = new Set(demands.flatMap(({ chances }) => [...chances.keys()]));
  const choices: Choice[] = [];
  while (choices.length < limit && left.size > 0) {
    let best: Choice | null = null;
    for (const document of left) {
      let gain = 0;
      let demand = 0;
      let most = -1;
      demands.forEach(({ chances }, i) => {
        const share = (open[i] ?? 0) * (chances.get(document) ?? 0);
        gain += share;
        if (share > most) {
          most = share;
          demand = i;
        }
      });
      if (!best || gain > best.gain) best = { document, gain, demand };
    }
    if (!best) break;
    const { document } = best;
    left.delete(document);
    choices.push(best);
    demands.forEach(({ chances }, i) => {
      open[i] = (open[i] ?? 0) * (1 - (chances.get(document) ?? 0));
    });
  }
  return choices;
}

/** Turns ranking scores, best first, into chances that sum to 1. */
export function toChances(ranked: readonly { document: number; score: number }[]): Map<number, number> {
  const top = ranked[0]?.score ?? 0;
  const raised = ranked.map(({ document, score }) => [document, Math.exp(score - top)] as const);
  const sum = raised.reduce((total, [, value]) => total + value, 0) || 1;
  return new Map(raised.map(([document, value]) => [document, value / sum]));
}
