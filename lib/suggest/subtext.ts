import { hashText } from '@/lib/core/ids';
import { fillSlots } from '@/lib/knowledge/slots';
import type { TriggerMatch } from '@/lib/knowledge/triggers';
import { speaks } from './reply-language';
import type { SourcedOf } from './shelf';
import type { Situation } from './situation';
import type { SubtextView } from './view-model';

/** A line of the handbook whose sign stands in the turn. */
export interface SubtextHit {
  sourced: SourcedOf<'subtext'>;
  match: TriggerMatch;
}

/** Scenes below this chance are not the buyer's. */
const POSSIBLE_SCENE = 0.15;

/**
 * The unspoken need behind the turn: the line whose sign and scene fit best; null when none does. A line that names scenes counts
 * only in one of the turn's likely scenes.
 */
export function findSubtext(hits: readonly SubtextHit[], situation: Situation): SubtextView | null {
  const { scene, language } = situation.understanding;
  const likely = new Map<string, number>(scene.ranking.slice(0, 3).map(({ id, p }) => [id, p]));
  likely.set(scene.id, Math.max(scene.confidence, likely.get(scene.id) ?? 0));
  const scored = hits.flatMap((hit) => {
    const { scenes, probe } = hit.sourced.entry;
    const chance = scenes?.length ? Math.max(...scenes.map((id) => likely.get(id) ?? 0)) : POSSIBLE_SCENE;
    if (chance < POSSIBLE_SCENE || !speaks(probe, language) || hit.sourced.entry.internal) return [];
    return [{ hit, score: chance * 4 + hit.match.specificity + hit.sourced.precedence / 100 }];
  });
  const best = scored.sort((a, b) => b.score - a.score)[0]?.hit;
  if (!best) return null;
  const { id, need, probe } = best.sourced.entry;
  const { text } = fillSlots(probe, situation.slots);
  return { entryId: id, need, probe: { id: `${id}#probe#${hashText(text)}`, text } };
}
