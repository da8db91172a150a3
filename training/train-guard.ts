/**
 * Trains the guard's clause model: one linear classifier per type over character pieces, for what the rules do not word.
 * Run `npx tsx training/train-guard.ts` to write assets/lexicons/guard-model.json from training/guard/*.jsonl; same data, same weights.
 * `--check FILE` prints precision and recall of the model alone, per threshold, on labelled drafts.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { foldText } from '@/lib/core/text';
import { toClauses, toPieces } from '@/lib/suggest/guard/clause-features';

const TYPES = ['absolute_claim', 'medical_claim', 'off_platform', 'false_promise', 'blame_or_rude', 'incentive_review'] as const;
const EPOCHS = 60;
const RATE = 0.5;
const RIDGE = 2e-4;
const LEAST_SEEN = 2;

interface Row {
  draft: string;
  violations?: { type: string; start?: number; span: string }[];
}
interface Example {
  pieces: string[];
  types: Set<string>;
}

const read = (file: string): Row[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Row);

/** Clauses with the types whose spans they overlap. */
function toExamples(rows: readonly Row[]): Example[] {
  return rows.flatMap((row) => {
    const folded = foldText(row.draft);
    return toClauses(folded.text).map((clause) => {
      const start = folded.offsets[clause.start] ?? 0;
      const end = folded.offsets[clause.end] ?? row.draft.length;
      const types = new Set<string>();
      for (const { type, span, start: at = row.draft.indexOf(span) } of row.violations ?? []) {
        const shared = Math.min(end, at + span.length) - Math.max(start, at);
        if (shared >= 2) types.add(type);
      }
      return { pieces: toPieces(clause.text), types };
    });
  });
}

type Weights = Map<string, number>;
interface Model {
  bias: number;
  weights: Weights;
}

const score = (model: Model, pieces: readonly string[]): number => {
  let sum = 0;
  for (const piece of pieces) sum += model.weights.get(piece) ?? 0;
  return model.bias + sum / Math.sqrt(pieces.length);
};

/** Logistic regression by AdaGrad over a fixed order (no chance involved). */
function train(examples: readonly Example[], type: string, known: ReadonlySet<string>): Model {
  const model: Model = { bias: -1, weights: new Map() };
  const squares = new Map<string, number>();
  let biasSquare = 1;
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    for (let k = 0; k < examples.length; k++) {
      // 7919 is prime: a stride through the data that mixes types the same way each time.
      const example = examples[(k * 7919 + epoch * 104_729) % examples.length];
      if (!example) continue;
      const target = example.types.has(type) ? 1 : 0;
      const error = 1 / (1 + Math.exp(-score(model, example.pieces))) - target;
      if (Math.abs(error) < 0.01) continue;
      const step = error / Math.sqrt(example.pieces.length);
      biasSquare += error * error;
      model.bias -= (RATE * error) / Math.sqrt(biasSquare);
      for (const piece of example.pieces) {
        if (!known.has(piece)) continue;
        const weight = model.weights.get(piece) ?? 0;
        const gradient = step + RIDGE * weight;
        const square = (squares.get(piece) ?? 0.1) + gradient * gradient;
        squares.set(piece, square);
        model.weights.set(piece, weight - (RATE * gradient) / Math.sqrt(square));
      }
    }
  }
  return model;
}

/** Pieces seen often enough to be trusted. */
function toKnown(examples: readonly Example[]): Set<string> {
  const seen = new Map<string, number>();
  for (const example of examples) for (const piece of example.pieces) seen.set(piece, (seen.get(piece) ?? 0) + 1);
  return new Set([...seen].filter(([, count]) => count >= LEAST_SEEN).map(([piece]) => piece));
}

const trainAll = (examples: readonly Example[]): Map<string, Model> => {
  const known = toKnown(examples);
  return new Map(TYPES.map((type) => [type, train(examples, type, known)]));
};

/** Draft-level precision and recall of the model alone, at several thresholds. */
function check(models: ReadonlyMap<string, Model>, rows: readonly Row[]): void {
  for (const threshold of [0, 0.5, 1, 1.5, 2, 2.5, 3]) {
    let right = 0;
    let alarms = 0;
    let missed = 0;
    for (const row of rows) {
      const found = toClauses(foldText(row.draft).text).some((clause) => {
        const pieces = toPieces(clause.text);
        return [...models.values()].some((model) => score(model, pieces) >= threshold);
      });
      const is = (row.violations ?? []).some((violation) => violation.type !== 'privacy');
      if (is && found) right++;
      else if (is) missed++;
      else if (found && !row.violations?.length) alarms++;
    }
    console.log(threshold, 'precision', (right / (right + alarms)).toFixed(3), 'recall', (right / (right + missed)).toFixed(3), 'alarms', alarms);
  }
}

const rows = [...read('training/guard/drafts.jsonl'), ...read('training/guard/clean.jsonl')];
const at = process.argv.indexOf('--check');
if (at >= 0) {
  const file = process.argv[at + 1];
  if (file) check(trainAll(toExamples(rows)), read(file));
  // Five folds over our own drafts: the model judged on what it has not seen.
  const pooled = [0, 1, 2, 3, 4].map((fold) => ({
    models: trainAll(toExamples(rows.filter((_, i) => i % 5 !== fold))),
    held: rows.filter((_, i) => i % 5 === fold),
  }));
  for (const { models, held } of pooled.slice(0, 2)) {
    console.log('fold');
    check(models, held);
  }
} else {
  const models = trainAll(toExamples(rows));
  const types = [...models].map(([type, { bias }]) => ({ type, bias: Number(bias.toFixed(3)) }));
  const pieces = new Map<string, number[]>();
  for (const [k, model] of [...models.values()].entries())
    for (const [piece, exact] of model.weights) {
      const weight = Math.round(exact * 100);
      if (Math.abs(weight) >= 25) pieces.set(piece, [...(pieces.get(piece) ?? []), k, weight]);
    }
  const sorted = Object.fromEntries([...pieces].sort(([a], [b]) => (a < b ? -1 : 1)));
  const about = 'Written by training/train-guard.ts: per piece the place of a type and its weight in hundredths, in turn.';
  writeFileSync('assets/lexicons/guard-model.json', `${JSON.stringify({ about, types, pieces: sorted })}\n`);
}
