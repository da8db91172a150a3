/**
 * Trains the encoder on our own texts and writes assets/lexicons/retrieval-encoder.json.
 * Run: npx tsx training/retrieval/train-encoder.ts   (seeded: equal texts, equal weights; about two minutes)
 */
import { writeFileSync } from 'node:fs';
import { analyse } from '@/lib/suggest/retrieve/analyse';
import type { EncoderWeights } from '@/lib/suggest/retrieve/encoder';
import { ENCODER_ROWS, encoderRows } from '@/lib/suggest/retrieve/encoder-features';
import { type Table, trainEncoder } from './encoder-trainer';
import { type Group, readGroups, readRants } from './groups';

/** Settings found by trying a few on the development queries. */
export const SETTINGS = { seed: 7, batch: 96, rate: 0.1, temperature: 0.1, dropout: 0.4, steps: 15000, noiseShare: 0.2, wordShare: 0.2, noise: readRants() };

/** Share of texts per row, as the shipped rarity bytes. */
export function countRarity(groups: readonly Group[]): Uint8Array {
  const counts = new Float64Array(ENCODER_ROWS);
  let texts = 0;
  for (const group of groups) {
    if (group.kind === 'synonym' || group.kind === 'concept') continue;
    for (const text of [...group.documents, ...group.queries]) {
      texts++;
      for (const row of encoderRows(analyse(text))) counts[row] = (counts[row] ?? 0) + 1;
    }
  }
  return Uint8Array.from(counts, (count) => Math.min(255, Math.round(-Math.log2((count + 0.5) / (texts + 1)) * 8)));
}

/** Quantises a table to bytes: ±127 at 4 standard deviations. */
export function toWeights(table: Table, rarity: Uint8Array): EncoderWeights {
  let square = 0;
  for (const value of table) square += value * value;
  const scale = 127 / (4 * Math.sqrt(square / table.length));
  const bytes = Int8Array.from(table, (value) => Math.max(-127, Math.min(127, Math.round(value * scale))));
  return { table: Buffer.from(bytes.buffer).toString('base64'), rarity: Buffer.from(rarity).toString('base64') };
}

if (process.argv[1]?.endsWith('train-encoder.ts')) {
  const groups = readGroups();
  const table = trainEncoder(groups, { ...SETTINGS, log: console.log });
  const path = new URL('../../assets/lexicons/retrieval-encoder.json', import.meta.url);
  writeFileSync(path, `${JSON.stringify(toWeights(table, countRarity(groups)))}\n`);
  console.log(`${groups.length} groups`);
}
