import { findConcepts } from './concepts';
import { getFeatureNames, hashFeature } from './features';
import { getConcept } from './lexicon';
import type { Normalised } from './normalise';
import { rankScenes } from './scene';
import type { Risk } from './understanding';

/** Features of a mood: those of the text, which tones speak and how often, the risks found, shouting and pleading marks. */
export function getMoodFeatures(normalised: Normalised, risks: readonly Risk[]): number[] {
  const names = getFeatureNames(normalised).filter((name) => !name.startsWith('p'));
  const tones = new Map<string, number>();
  for (const { concept } of findConcepts(normalised))
    if (getConcept(concept)?.class === 'tone') tones.set(concept, (tones.get(concept) ?? 0) + 1);
  for (const [tone, count] of tones) for (let k = 1; k <= Math.min(count, 3); k++) names.push(`t${tone}:${k}`);
  for (const { type } of risks) names.push(`r${type}`);
  names.push(`r${Math.min(risks.length, 3)}`);
  // What it is about says how much can be wrong: a torn coat is worse than a question about colours.
  const scenes = rankScenes(normalised, '').slice(0, 2);
  scenes.forEach(({ id }, place) => {
    names.push(`s${place}${id}`);
  });
  const { original } = normalised;
  const shouts = (original.match(/[!！]/g) ?? []).length;
  const asks = (original.match(/[?？]/g) ?? []).length;
  names.push(`!${Math.min(shouts, 4)}`, `?${Math.min(asks, 3)}`);
  if (/[!！?？]{2,}/.test(original)) names.push('!!');
  if (/~|～|呀|哈(?!哈)|啦|哦|呢/.test(original)) names.push('soft');
  return names.map(hashFeature);
}
