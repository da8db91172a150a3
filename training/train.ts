/**
 * Trains the scene and mood models on our own corpus (training/corpus, assets/knowledge) and writes assets/lexicons/scene-model.json and
 * mood-model.json. Same data, same seed, same weights. Run: npx tsx training/train.ts [--cv]
 * With --cv it also prints honest cross-validation: five folds, all rows of one entry, intent or neighbourhood on one side.
 */
import { writeFileSync } from 'node:fs';
import { createLinearModel, type LinearModel } from '@/lib/understand/linear-model';
import { getFeatures, hashFeature } from '@/lib/understand/features';
import { getConcepts } from '@/lib/understand/lexicon';
import { getMoodFeatures } from '@/lib/understand/mood-features';
import { normalise } from '@/lib/understand/normalise';
import { findRisks } from '@/lib/understand/risks';
import { isScene, SCENES } from '@/lib/understand/scenes';
import { readCorpus, type Row } from './corpus-reader';
import { type Example, pack, type TrainOptions, train } from './linear-trainer';

/** How loudly the lexicon's scenes speak before any example is seen (chosen on cross-validation). */
const PRIOR = 12;
/** Starter-pack and intent rows lean on their titles: a seed row written to stand alone counts more. */
const SEED_WEIGHT = 2.5;

const scenePrior = new Map(
  getConcepts()
    .filter(({ scenes }) => Object.keys(scenes).length > 0)
    .map(({ id, scenes }) => [hashFeature(`c${id}`), SCENES.map((scene) => PRIOR * (scenes[scene] ?? 0))] as const),
);
const sceneOptions: TrainOptions = {
  outputs: [...SCENES],
  kind: 'softmax',
  epochs: 30,
  rate: 0.1,
  l2: 5e-5,
  dropout: 0.6,
  seed: 7,
  minCount: 2,
  prior: scenePrior,
};
const moodOptions: TrainOptions = {
  outputs: ['level'],
  kind: 'linear',
  epochs: 30,
  rate: 0.05,
  l2: 1e-5,
  dropout: 0.4,
  seed: 7,
  minCount: 2,
};

function toSceneExamples(rows: readonly Row[]): Example[] {
  const counts = new Map<string, number>();
  for (const { scene } of rows) counts.set(scene ?? '', (counts.get(scene ?? '') ?? 0) + 1);
  const mean = rows.length / SCENES.length;
  return rows.map(({ text, scene, history, group }) => {
    const target = new Float64Array(SCENES.length);
    if (scene !== null && isScene(scene)) target[SCENES.indexOf(scene)] = 1;
    const balance = Math.min(3, Math.sqrt(mean / (counts.get(scene ?? '') ?? 1)));
    const weight = balance * (history === '' ? 1 : 0.3) * (group.includes('.jsonl:') ? SEED_WEIGHT : 1);
    return { features: getFeatures(normalise(text)), target, weight };
  });
}

const toMoodExamples = (rows: readonly Row[]): Example[] =>
  rows.flatMap((row) => {
    const level = row.mood ?? (row.scene === 'other' || row.scene?.startsWith('presale.') ? 0.5 : null);
    if (level === null) return [];
    const text = normalise(row.text);
    return [{ features: getMoodFeatures(text, findRisks(text)), target: Float64Array.of(level / 10), weight: row.mood === null ? 0.1 : 1 }];
  });

const argmax = (scores: Float64Array): number => scores.reduce((best, score, k) => (score > (scores[best] ?? 0) ? k : best), 0);
const foldOf = (group: string): number => hashFeature(group) % 5;
const band = (level: number): number => (level <= 2 ? 0 : level <= 6 ? 1 : 2);

function crossValidate(rows: readonly Row[], seedsOnly: boolean): void {
  const scene = { right: 0, all: 0 };
  const mood = { right: 0, all: 0, off: 0 };
  for (let fold = 0; fold < 5; fold++) {
    const apart = rows.filter(({ group }) => foldOf(group) !== fold);
    const held = rows.filter(({ group }) => foldOf(group) === fold);
    const scenes: LinearModel = createLinearModel(pack(train(toSceneExamples(apart.filter((row) => row.scene !== null)), sceneOptions)));
    const moods: LinearModel = createLinearModel(pack(train(toMoodExamples(apart), moodOptions)));
    for (const row of held) {
      const text = normalise(row.text);
      if (row.scene !== null && row.history === '' && (!seedsOnly || row.group.includes('.jsonl:'))) {
        scene.all++;
        const got = SCENES[argmax(scenes.score(getFeatures(text)))];
        if (got === row.scene) scene.right++;
        else if (process.argv.includes('--wrong')) console.log(`${row.group} ${row.scene} → ${got} | ${row.text}`);
      }
      if (row.mood !== null) {
        const level = Math.round(10 * (moods.score(getMoodFeatures(text, findRisks(text)))[0] ?? 0));
        mood.all++;
        mood.off += Math.abs(level - row.mood);
        if (band(level) === band(row.mood)) mood.right++;
      }
    }
  }
  console.log(`cross-validation${seedsOnly ? ' (seed rows)' : ''}: scene ${(scene.right / scene.all).toFixed(3)} of ${scene.all}, mood band ${(mood.right / mood.all).toFixed(3)} of ${mood.all}, mean error ${(mood.off / mood.all).toFixed(2)}`);
}

const rows = readCorpus().filter(({ scene }) => scene === null || isScene(scene));
console.log(`${rows.length} rows`);
const write = (name: string, model: unknown) =>
  writeFileSync(new URL(`../assets/lexicons/${name}.json`, import.meta.url), `${JSON.stringify(model)}\n`);
write('scene-model', pack(train(toSceneExamples(rows.filter(({ scene }) => scene !== null)), sceneOptions)));
write('mood-model', pack(train(toMoodExamples(rows), moodOptions)));
if (process.argv.includes('--cv')) crossValidate(rows, true);
