/**
 * Measures one engine on one size of knowledge in a process of its own, so that memory is told apart.
 * Usage (by retrieval.ts): measure-engine.ts ENGINE SIZE KB QUERIES → one JSON line.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { createFixedClock } from '@/lib/core/clock';
import { entrySchema } from '@/lib/knowledge/schema';
import type { SourcedEntry } from '@/lib/suggest/assistant';
import { createAssistant } from '@/lib/suggest/create-assistant';
import { createRetriever } from '@/lib/suggest/retrieve/retriever';
import { EVAL_NOW_MS, type QueryRow, toConversation } from '../eval/conversation';
import { EVAL_SETTINGS } from '../eval/replies';
import { makeDistractors } from './distractors';
import { type Engine, PEERS } from './engines';

/** What is measured of one engine at one size. */
export interface Measured {
  engine: string;
  size: number;
  queries: number;
  hit1: number;
  hit3: number;
  p50Ms: number;
  p95Ms: number;
  buildMs: number;
  memoryMb: number;
  updateMs?: number;
  startMs?: number;
  storedMb?: number;
}

type Row = QueryRow & { gold: string[] };

const rows = <T>(file: string): T[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim())
    .map((line) => JSON.parse(line) as T);

const clock = createFixedClock(EVAL_NOW_MS);

/** Memory of living objects and buffers, in MB. */
function memory(): number {
  for (let i = 0; i < 3; i++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 2 ** 20;
}

const percentile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
};

const [engineName = '', sizeText = '', kbFile = '', queriesFile = ''] = process.argv.slice(2);
const size = Number(sizeText);
const gold: SourcedEntry[] = rows<unknown>(kbFile).map((row) => ({
  entry: entrySchema.parse(row),
  source: 'kb',
  precedence: 20,
}));
const entries = [...makeDistractors(Math.max(0, size - gold.length), 20261121), ...gold];
const all = rows<Row>(queriesFile).filter((row) => row.gold.length > 0);
const slow = engineName === 'fuse';
const queries = all.slice(0, slow ? Math.max(5, Math.floor(20_000 / size)) : size > 50_000 ? 120 : all.length);

const before = memory();
const buildStart = performance.now();
let search: (row: Row) => Promise<string[]> | string[];
let extra: Partial<Measured> = {};
if (engineName === 'deskmate') {
  const assistant = createAssistant();
  assistant.upsert(entries);
  search = (row) => [
    ...new Set(assistant.advise(toConversation(row), EVAL_SETTINGS, clock).suggestions.map(({ entryId }) => entryId)),
  ];
  search(queries[0] as Row);
  const buildMs = performance.now() - buildStart;
  const memoryMb = memory() - before;
  const changes = entries.slice(0, 50);
  const updateStart = performance.now();
  for (const { entry, ...rest } of changes)
    assistant.upsert([{ ...rest, entry: { ...entry, title: `${entry.title}2` } }]);
  const updateMs = (performance.now() - updateStart) / changes.length;
  assistant.upsert(changes);
  extra = { buildMs, memoryMb, updateMs };
} else {
  const make = PEERS[engineName];
  if (!make) throw new Error(`no engine ${engineName}`);
  const engine: Engine = await make(entries.map(({ entry }) => entry));
  search = (row) =>
    engine.search(
      [...(row.history ?? []).filter(({ role }) => role === 'buyer').map(({ text }) => text), row.text].join(' '),
    );
  const buildMs = performance.now() - buildStart;
  extra = { buildMs, memoryMb: memory() - before };
}

for (const row of queries.slice(0, slow ? 1 : 30)) await search(row);
const times: number[] = [];
let hit1 = 0;
let hit3 = 0;
for (const row of queries) {
  const start = performance.now();
  const ids = (await search(row)).slice(0, 3);
  times.push(performance.now() - start);
  if (row.gold.includes(ids[0] ?? '')) hit1++;
  if (ids.some((id) => row.gold.includes(id))) hit3++;
}

if (engineName === 'deskmate') {
  const first = createRetriever();
  first.upsert(entries);
  const stored = first.export();
  const startMs = performance.now();
  const second = createRetriever();
  if (!second.import(stored)) throw new Error('the stored index was refused');
  second.upsert(entries);
  extra = { ...extra, startMs: performance.now() - startMs, storedMb: stored.byteLength / 2 ** 20 };
}

const measured: Measured = {
  engine: engineName,
  size: entries.length,
  queries: queries.length,
  hit1: hit1 / queries.length,
  hit3: hit3 / queries.length,
  p50Ms: percentile(times, 0.5),
  p95Ms: percentile(times, 0.95),
  buildMs: 0,
  memoryMb: 0,
  ...extra,
};
console.log(JSON.stringify(measured));
