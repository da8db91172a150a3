import packed from '@/assets/lexicons/scene-model.json';
import { getFeatures } from './features';
import { createLinearModel, type LinearModel, softmax } from './linear-model';
import { type Normalised, normalise } from './normalise';
import { isScene, type Scene } from './scenes';

/** How much the earlier talk counts in the scene of a turn that leans on it. */
const CONTEXT_SHARE = 0.35;

let model: LinearModel | null = null;

/**
 * Scenes of a text, likeliest first, probabilities summing to 1. `context` is earlier talk that an elliptical text leans on
 * ('' = none).
 */
export function rankScenes(normalised: Normalised, context: string): { id: Scene; p: number }[] {
  model ??= createLinearModel(packed);
  const own = softmax(model.score(getFeatures(normalised)));
  const earlier = context === '' ? null : softmax(model.score(getFeatures(normalise(context))));
  return model.outputs
    .flatMap((id, k) => {
      const p = own[k] ?? 0;
      return isScene(id) ? [{ id, p: earlier ? (1 - CONTEXT_SHARE) * p + CONTEXT_SHARE * (earlier[k] ?? 0) : p }] : [];
    })
    .sort((a, b) => b.p - a.p);
}
