import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { drawChart } from './chart';
import type { Measured } from './measure-engine';

const ENGINES = ['deskmate', 'minisearch', 'flexsearch', 'orama', 'fuse'];
const SIZES = [1000, 10_000, 100_000];
/** At this size fuse.js needs seconds for a query and is left out. */
const FUSE_LIMIT = 10_000;

/**
 * The whole assistant (normalise → suggestions) beside search libraries on the same entries, each in a process of its own.
 * `--kb` and `--queries` put other gold in place of the shop of `tests/bench/`; `--sizes 1000,10000`; `--no-chart`.
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
  const results: Measured[] = [];
  console.log('engine        entries  hit@1  hit@3    p50 ms    p95 ms  build s  memory MB  change ms  start ms');
  for (const size of values.sizes.split(',').map(Number))
    for (const engine of values.engines.split(',')) {
      if (engine === 'fuse' && size > FUSE_LIMIT) continue;
      const measured = measure(engine, size, values.kb, values.queries);
      if (!measured) continue;
      results.push(measured);
      console.log(toLine(measured));
    }
  for (const peer of results.filter(({ engine }) => engine !== 'deskmate')) {
    const own = results.find(({ engine, size }) => engine === 'deskmate' && size === peer.size);
    if (!own) continue;
    const times = peer.p50Ms / own.p50Ms;
    console.log(
      `${peer.size} entries: deskmate is ${times.toFixed(2)}× as fast as ${peer.engine}, hit@3 ${own.hit3.toFixed(2)} against ${peer.hit3.toFixed(2)}`,
    );
  }
  if (values['no-chart']) return;
  mkdirSync('docs', { recursive: true });
  writeFileSync('docs/bench-retrieval.svg', drawChart(results));
  console.log('chart: docs/bench-retrieval.svg');
}

function measure(engine: string, size: number, kb: string, queries: string): Measured | null {
  const child = spawnSync(
    process.execPath,
    [
      '--expose-gc',
      '--max-old-space-size=6000',
      '--import',
      'tsx',
      'scripts/bench/measure-engine.ts',
      engine,
      String(size),
      kb,
      queries,
    ],
    { encoding: 'utf8', maxBuffer: 1 << 26 },
  );
  const line = child.stdout.trim().split('\n').at(-1);
  if (child.status !== 0 || !line) {
    console.log(`${engine} at ${size}: failed\n${child.stderr.slice(-600)}`);
    return null;
  }
  return JSON.parse(line) as Measured;
}

function toLine(row: Measured): string {
  const cell = (value: number | undefined, digits: number, width: number): string =>
    (value === undefined ? '' : value.toFixed(digits)).padStart(width);
  return [
    row.engine.padEnd(12),
    cell(row.size, 0, 8),
    cell(row.hit1, 2, 6),
    cell(row.hit3, 2, 6),
    cell(row.p50Ms, 2, 9),
    cell(row.p95Ms, 2, 9),
    cell(row.buildMs / 1000, 1, 8),
    cell(row.memoryMb, 0, 10),
    cell(row.updateMs, 2, 10),
    cell(row.startMs, 0, 9),
  ].join(' ');
}
