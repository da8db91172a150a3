/**
 * Trains the scene and mood models on our own corpus (training/corpus, assets/knowledge) and writes assets/lexicons/scene-model.json and
 * mood-model.json. Same data, same seed, same weights. Run: npx tsx training/train.ts [--cv]
 * With --cv it also prints honest cross-validation: five folds, all rows of one entry, intent or neighbourhood on one side.
 */
import { writeFileSync } from 'node:fs';
import { createLinearModel, type LinearModel } from '@/lib/understand/linear-model';
import { getFeatures, hashFeature } from '@/lib/understand/features';
import { getConcepts } from '@/lib/understand/lexicon';
import { createMoodModel, type PackedMood } from '@/lib/understand/mood-model';
import { getMoodFeatures } from '@/lib/understand/mood-features';
import { normalise } from '@/lib/understand/normalise';
import { findRisks } from '@/lib/understand/risks';
import { isScene, SCENES } from '@/lib/understand/scenes';
import { readCorpus, type Row } from './corpus-reader';
import { type Example, pack, type TrainOptions, train } from './linear-trainer';

/** How loudly the lexicon's scenes speak before any example is seen (chosen on cross-validation). */
const PRIOR = 6;
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
  minCount: 3,
  prior: scenePrior,
};
/** The level itself, and the band (0–2, 3–6, 7–10) in which it lies: the band decides, the level says where inside (lib/understand/mood.ts). */
const levelOptions: TrainOptions = {
  outputs: ['level'],
  kind: 'linear',
  epochs: 30,
  rate: 0.02,
  l2: 1e-5,
  dropout: 0.4,
  seed: 7,
  minCount: 2,
};
const bandOptions: TrainOptions = {
  outputs: ['low', 'middle', 'high'],
  kind: 'softmax',
  epochs: 30,
  rate: 0.2,
  l2: 1e-5,
  dropout: 0.6,
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

/**
 * Presale questions and chat without a label are calm, most of them: so that their words are known, they count together as this share of
 * the labelled rows, however many there are.
 */
const WEAK_SHARE = 0.1;

const isWeak = (row: Row): boolean => row.mood === null && (row.scene === 'other' || row.scene?.startsWith('presale.') === true);

const toMoodExamples = (rows: readonly Row[], toTarget: (level: number) => Float64Array): Example[] => {
  const labelled = rows.filter(({ mood }) => mood !== null).length;
  const weakWeight = (WEAK_SHARE * labelled) / Math.max(1, rows.filter(isWeak).length);
  return rows.flatMap((row) => {
    const level = row.mood ?? (isWeak(row) ? 0.5 : null);
    if (level === null) return [];
    const text = normalise(row.text);
    return [
      {
        features: getMoodFeatures(text, findRisks(text)),
        target: toTarget(level),
        weight: row.mood === null ? weakWeight : 1,
      },
    ];
  });
};

const trainMood = (rows: readonly Row[]): PackedMood => ({
  level: pack(train(toMoodExamples(rows, (level) => Float64Array.of(level / 10)), levelOptions)),
  bands: pack(
    train(
      toMoodExamples(rows, (level) => Float64Array.from([0, 1, 2], (k) => (k === band(level) ? 1 : 0))),
      bandOptions,
    ),
  ),
});

const argmax = (scores: Float64Array): number => scores.reduce((best, score, k) => (score > (scores[best] ?? 0) ? k : best), 0);
const foldOf = (group: string): number => hashFeature(group) % 5;
const band = (level: number): number => (level <= 2 ? 0 : level <= 6 ? 1 : 2);

/** Chances of a high level at which escalation is tried. */
const LIMITS = [0.2, 0.25, 0.3, 0.35, 0.4, 1];
const SEVERE = new Set<string>(['complaint', 'legal', 'media', 'safety', 'self_harm', 'fraud']);

function crossValidate(rows: readonly Row[], seedsOnly: boolean): void {
  const scene = { right: 0, all: 0 };
  const mood = { right: 0, all: 0, off: 0 };
  const escalation = new Map<number, [number, number, number]>();
  for (let fold = 0; fold < 5; fold++) {
    const apart = rows.filter(({ group }) => foldOf(group) !== fold);
    const held = rows.filter(({ group }) => foldOf(group) === fold);
    const scenes: LinearModel = createLinearModel(pack(train(toSceneExamples(apart.filter((row) => row.scene !== null)), sceneOptions)));
    const moods = createMoodModel(trainMood(apart));
    for (const row of held) {
      const text = normalise(row.text);
      if (row.scene !== null && row.history === '' && (!seedsOnly || row.group.includes('.jsonl:'))) {
        scene.all++;
        const got = SCENES[argmax(scenes.score(getFeatures(text)))];
        if (got === row.scene) scene.right++;
        else if (process.argv.includes('--wrong')) console.log(`${row.group} ${row.scene} → ${got} | ${row.text}`);
      }
      if (row.mood !== null) {
        const risks = findRisks(text);
        const { level, high } = moods(getMoodFeatures(text, risks));
        const severe = risks.some(({ type }) => SEVERE.has(type));
        const goldSevere = row.risk?.some((type) => SEVERE.has(type)) ?? false;
        for (const limit of LIMITS) {
          const got = level >= 7 || high >= limit || severe;
          const gold = row.mood >= 7 || goldSevere;
          const count = escalation.get(limit) ?? [0, 0, 0];
          escalation.set(limit, count);
          if (got && gold) count[0]++;
          else if (got) count[1]++;
          else if (gold) count[2]++;
        }
        mood.all++;
        mood.off += Math.abs(level - row.mood);
        if (band(level) === band(row.mood)) mood.right++;
      }
    }
  }
  console.log(`cross-validation${seedsOnly ? ' (seed rows)' : ''}: scene ${(scene.right / scene.all).toFixed(3)} of ${scene.all}, mood band ${(mood.right / mood.all).toFixed(3)} of ${mood.all}, mean error ${(mood.off / mood.all).toFixed(2)}`);
  for (const [limit, [hits, alarms, misses]] of escalation)
    console.log(`escalate from chance ${limit}: precision ${(hits / (hits + alarms)).toFixed(3)}, recall ${(hits / (hits + misses)).toFixed(3)}`);
}

const rows = readCorpus().filter(({ scene }) => scene === null || isScene(scene));
console.log(`${rows.length} rows`);
const write = (name: string, model: unknown) =>
  writeFileSync(new URL(`../assets/lexicons/${name}.json`, import.meta.url), `${JSON.stringify(model)}\n`);
write('scene-model', pack(train(toSceneExamples(rows.filter(({ scene }) => scene !== null)), sceneOptions)));
write('mood-model', trainMood(rows));
if (process.argv.includes('--cv')) crossValidate(rows, true);
