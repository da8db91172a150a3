import { analyse } from '@/lib/suggest/retrieve/analyse';
import { ENCODER_DIMS, ENCODER_ROWS, encoderRows } from '@/lib/suggest/retrieve/encoder-features';
import type { Group } from './groups';
import { createRandom, type Random } from './random';

/** Trained table, row by row. */
export type Table = Float32Array;

export interface TrainOptions {
  seed: number;
  steps: number;
  batch: number;
  rate: number;
  temperature: number;
  dropout: number;
  /** Texts of which one is now and then mixed into a query: venting, small talk. */
  noise: readonly string[];
  noiseShare: number;
  /** Weight of concept and synonym groups against sentences. */
  wordShare: number;
  log?: (line: string) => void;
}

interface Example {
  documents: Uint16Array[];
  queries: Uint16Array[];
  answer: Uint16Array | null;
  scene: string | undefined;
  weight: number;
  isWord: boolean;
}

const D = ENCODER_DIMS;

/** A table in which unseen grams still act as a random projection: equal grams look alike, different ones do not. */
export function initTable(random: Random): Table {
  const table = new Float32Array(ENCODER_ROWS * D);
  for (let i = 0; i < table.length; i++) table[i] = (random.normal() * 1) / Math.sqrt(D);
  return table;
}

/** Sum of rows, made unit length; returns the norm before. */
export function embed(table: Table, rows: ArrayLike<number>, out: Float32Array, at = 0): number {
  for (let d = 0; d < D; d++) out[at + d] = 0;
  for (let r = 0; r < rows.length; r++) {
    const base = (rows[r] ?? 0) * D;
    for (let d = 0; d < D; d++) out[at + d]! += table[base + d]!;
  }
  let norm = 0;
  for (let d = 0; d < D; d++) norm += out[at + d]! * out[at + d]!;
  norm = Math.sqrt(norm) || 1;
  for (let d = 0; d < D; d++) out[at + d]! /= norm;
  return norm;
}

/**
 * Contrastive training: two texts of one group must be nearer to each other than to the other groups of the batch.
 * Adagrad on a table of rows; half of each batch comes from one class of scenes, so that negatives are hard.
 */
export function trainEncoder(groups: readonly Group[], options: TrainOptions): Table {
  const random = createRandom(options.seed);
  const table = initTable(random);
  const cache = new Float32Array(table.length).fill(1e-3);
  const rowsOf = (text: string): Uint16Array => encoderRows(analyse(text));
  const examples: Example[] = groups
    .map((group) => ({
      documents: group.documents.map(rowsOf).filter((rows) => rows.length > 0),
      queries: group.queries.map(rowsOf).filter((rows) => rows.length > 0),
      answer: group.answer ? rowsOf(group.answer) : null,
      scene: group.scene,
      weight: Math.sqrt(group.queries.length + 1) * (group.kind === 'concept' || group.kind === 'synonym' ? options.wordShare : 1),
      isWord: group.kind === 'concept' || group.kind === 'synonym',
    }))
    .filter((example) => example.documents.length > 0);
  const cumulative: number[] = [];
  let total = 0;
  for (const example of examples) cumulative.push((total += example.weight));
  const byScene = new Map<string, number[]>();
  examples.forEach((example, i) => {
    if (!example.scene) return;
    const key = example.scene.split('.')[0] ?? '';
    byScene.set(key, [...(byScene.get(key) ?? []), i]);
  });
  const draw = (): number => {
    const x = random.next() * total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const mid = (low + high) >> 1;
      if ((cumulative[mid] ?? 0) < x) low = mid + 1;
      else high = mid;
    }
    return low;
  };
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random.next() * list.length)] as T;
  const thin = (rows: Uint16Array): Uint16Array => {
    if (options.dropout === 0 || rows.length < 4) return rows;
    const kept = rows.filter(() => random.next() >= options.dropout);
    return kept.length > 0 ? kept : rows;
  };
  const noise = options.noise.map(rowsOf);
  const B = options.batch;
  const left = new Float32Array(B * D);
  const right = new Float32Array(B * D);
  const gradLeft = new Float32Array(B * D);
  const gradRight = new Float32Array(B * D);
  const scores = new Float32Array(B * B);
  let lossSum = 0;
  for (let step = 1; step <= options.steps; step++) {
    const chosen = new Set<number>();
    const pool = random.next() < 0.5 ? pick([...byScene.values()]) : null;
    let tries = 0;
    while (chosen.size < B && tries++ < B * 20) chosen.add(pool && chosen.size < pool.length * 0.6 && chosen.size < B / 2 ? pick(pool) : draw());
    const indexes = [...chosen];
    const n = indexes.length;
    const leftRows: Uint16Array[] = [];
    const rightRows: Uint16Array[] = [];
    const leftNorm: number[] = [];
    const rightNorm: number[] = [];
    indexes.forEach((index, i) => {
      const example = examples[index] as Example;
      const all = example.queries.length > 0 ? example.queries : example.documents;
      let query = thin(pick(all));
      if (!example.isWord && noise.length > 0 && random.next() < options.noiseShare) query = Uint16Array.from([...query, ...thin(pick(noise))]);
      const x = random.next();
      const document = thin(
        x < 0.1 && example.answer ? example.answer : x < 0.7 ? pick(example.documents) : pick(all),
      );
      leftRows.push(query);
      rightRows.push(document);
      leftNorm.push(embed(table, query, left, i * D));
      rightNorm.push(embed(table, document, right, i * D));
    });
    const scale = 1 / options.temperature;
    for (let i = 0; i < n; i++) {
      let max = -1e9;
      for (let j = 0; j < n; j++) {
        let dot = 0;
        for (let d = 0; d < D; d++) dot += left[i * D + d]! * right[j * D + d]!;
        const s = dot * scale;
        scores[i * B + j] = s;
        if (s > max) max = s;
      }
      let sum = 0;
      for (let j = 0; j < n; j++) sum += Math.exp(scores[i * B + j]! - max);
      lossSum += Math.log(sum) + max - scores[i * B + i]!;
      for (let j = 0; j < n; j++) scores[i * B + j] = Math.exp(scores[i * B + j]! - max) / sum;
    }
    gradLeft.fill(0);
    gradRight.fill(0);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        const g = (scores[i * B + j]! - (i === j ? 1 : 0)) * scale;
        if (Math.abs(g) < 1e-5) continue;
        for (let d = 0; d < D; d++) {
          gradLeft[i * D + d]! += g * right[j * D + d]!;
          gradRight[j * D + d]! += g * left[i * D + d]!;
        }
      }
    const rate = options.rate * Math.min(1, step / 100) * (1 - (0.9 * step) / options.steps);
    const apply = (vectors: Float32Array, grads: Float32Array, rows: readonly Uint16Array[], norms: readonly number[]) => {
      for (let i = 0; i < n; i++) {
        let along = 0;
        for (let d = 0; d < D; d++) along += grads[i * D + d]! * vectors[i * D + d]!;
        const norm = norms[i]!;
        for (let d = 0; d < D; d++) grads[i * D + d] = (grads[i * D + d]! - along * vectors[i * D + d]!) / norm;
        for (const row of rows[i]!) {
          const base = row * D;
          for (let d = 0; d < D; d++) {
            const g = grads[i * D + d]!;
            cache[base + d]! += g * g;
            table[base + d]! -= (rate * g) / Math.sqrt(cache[base + d]!);
          }
        }
      }
    };
    apply(left, gradLeft, leftRows, leftNorm);
    apply(right, gradRight, rightRows, rightNorm);
    if (step % 500 === 0) {
      options.log?.(`step ${step} loss ${(lossSum / (500 * B)).toFixed(3)}`);
      lossSum = 0;
    }
  }
  return table;
}
