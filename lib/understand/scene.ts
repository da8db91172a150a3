import { findConcepts } from './concepts';
import { getConcept } from './lexicon';
import { type Normalised, normalise } from './normalise';
import { isScene, SCENES, type Scene } from './scenes';

/** How strongly the lexicon speaks for each scene: the best hit of each concept counts, not how often it occurs. */
export function scoreByLexicon(normalised: Normalised): Map<Scene, number> {
  const best = new Map<string, number>();
  for (const { concept, weight } of findConcepts(normalised))
    best.set(concept, Math.max(best.get(concept) ?? 0, weight));
  const scores = new Map<Scene, number>();
  for (const [concept, weight] of best)
    for (const [scene, share] of Object.entries(getConcept(concept)?.scenes ?? {}))
      if (isScene(scene)) scores.set(scene, (scores.get(scene) ?? 0) + weight * share);
  return scores;
}

/** Scenes of a text, likeliest first, probabilities summing to 1. `context` is earlier talk that an elliptical text leans on. */
export function rankScenes(normalised: Normalised, context: string): { id: Scene; p: number }[] {
  const scores = scoreByLexicon(normalised);
  if (context !== '')
    for (const [scene, score] of scoreByLexicon(normalise(context)))
      scores.set(scene, (scores.get(scene) ?? 0) + 0.4 * score);
  const raised = SCENES.map((id) => ({ id, p: Math.exp(3 * (scores.get(id) ?? (id === 'other' ? 0.3 : 0))) }));
  const sum = raised.reduce((total, { p }) => total + p, 0);
  return raised.map(({ id, p }) => ({ id, p: p / sum })).sort((a, b) => b.p - a.p);
}
