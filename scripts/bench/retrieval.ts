import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bundle, runBundle } from './bundle';
import { drawChart } from './chart';
import type { Measured } from './measured';

const ENGINES = ['deskmate', 'minisearch', 'flexsearch', 'orama', 'fuse'];
const SIZES = [1000, 10_000, 100_000];
/** At this size fuse.js needs seconds for a query and is left out. */
const FUSE_LIMIT = 10_000;

/**
 * The whole assistant (normalise → suggestions), its index step alone (an understood question → ranked entries, without the
 * floor), and search libraries on the same entries, each in a process of its own; then the guard. `--kb` and `--queries` put
 * other gold in place of the shop of `tests/bench/`; `--sizes 1000,10000`; `--no-chart`.
 */
export async function run(args: string[]): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      kb: { type: 'string', default: 'tests/bench/shop.jsonl' },
      queries: { type: 'string', default: 'tests/bench/queries.jsonl' },
      sizes: { type: 'string', default: SIZES.join(',') },
      engines: { type: 'string', default: ENGINES.join(',') },
      'no-chart': { type: 'boolean', default: false },
    },
  });
  const { kb, queries } = values;
  const own = await bundle('measure-own');
  const peer = await bundle('measure-peer');
  const start = await bundle('measure-start');
  const guard = await bundle('measure-guard');
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  const stored = join(folder, 'index');
  const results: Measured[] = [];
  console.log(`${cpus().length} × ${cpus()[0]?.model ?? 'cpu'}; time is the computing time, the best of three rounds`);
  console.log(
    'engine          entries  asked  hit@1  hit@3  silent    p50 ms    p95 ms  build s  memory MB  change ms  start ms',
  );
  for (const size of values.sizes.split(','))
    for (const engine of values.engines.split(',')) {
      if (engine === 'fuse' && Number(size) > FUSE_LIMIT) continue;
      const isOwn = engine === 'deskmate';
      const lines = runBundle(isOwn ? own : peer, [size, kb, queries, isOwn ? stored : engine]) ?? [];
      const rows = lines.map((line) => JSON.parse(line) as Measured);
      const startLines = isOwn && rows[0] ? runBundle(start, [size, kb, queries, stored]) : null;
      if (rows[0] && startLines) rows[0].startMs = Number(startLines[0]);
      results.push(...rows);
      for (const row of rows) console.log(toLine(row));
      if (!values['no-chart']) writeChart(results);
    }
  rmSync(folder, { recursive: true });
  compare(results);
  const [drafts] = runBundle(guard, [kb, queries]) ?? [];
  if (drafts) console.log(`guard, drafts of 500 characters in conversation: ${drafts}`);
}

function writeChart(results: readonly Measured[]): void {
  mkdirSync('docs', { recursive: true });
  writeFileSync('docs/bench-retrieval.svg', drawChart(results));
}

/** The index step beside what does nothing else. */
function compare(results: readonly Measured[]): void {
  for (const peer of results) {
    if (peer.engine.startsWith('deskmate')) continue;
    const own = results.find(({ engine, size }) => engine === 'deskmate-index' && size === peer.size);
    if (!own) continue;
    const times = peer.p50Ms / own.p50Ms;
    console.log(
      `${peer.size} entries: the index step is ${times.toFixed(2)}× as fast as ${peer.engine}, hit@3 ${own.hit3.toFixed(2)} against ${peer.hit3.toFixed(2)}`,
    );
  }
}

function toLine(row: Measured): string {
  const cell = (value: number | undefined, digits: number, width: number): string =>
    (value === undefined ? '' : value.toFixed(digits)).padStart(width);
  return [
    row.engine.padEnd(14),
    cell(row.size, 0, 8),
    cell(row.queries, 0, 6),
    cell(row.hit1, 2, 6),
    cell(row.hit3, 2, 6),
    cell(row.silent, 2, 7),
    cell(row.p50Ms, 2, 9),
    cell(row.p95Ms, 2, 9),
    cell(row.buildMs / 1000, 1, 8),
    cell(row.memoryMb, 0, 10),
    cell(row.updateMs, 2, 10),
    cell(row.startMs, 0, 9),
  ].join(' ');
}
