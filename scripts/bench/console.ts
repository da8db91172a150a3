import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { ensureChromium } from '../../tests/support/chromium';
import { traceConsole } from '../../tests/support/console-trace';

/** `npm run bench -- console`: what the extension costs the console, with and without it in one run, and the size of every bundle. */
export async function run(): Promise<void> {
  process.env.CHROMIUM_PATH = ensureChromium();
  console.log(
    '| console | rows | burst | worst slice of ours, ms (3 runs) | style + layout, ms, with | without | passes, with | without | forced by us |',
  );
  console.log('| --- | --- | --- | --- | --- | --- | --- | --- | --- |');
  for (const name of ['pinduoduo', 'feige', 'shopee']) {
    for (const [rows, burst] of [
      [1000, 300],
      [5000, 50],
    ] as const) {
      const trace = await traceConsole({ console: name, rows, burst, runs: 3 });
      const worst = trace.with.map((t) => t.worstSliceMs.toFixed(1)).join(' ');
      const layout = (list: typeof trace.with) => list.map((t) => t.styleAndLayoutMs.toFixed(0)).join(' ');
      const passes = (list: typeof trace.with) => list.map((t) => t.layouts).join(' ');
      const forced = trace.with.map((t) => t.forced).join(' ');
      const times = `${worst} | ${layout(trace.with)} | ${layout(trace.without)}`;
      const counts = `${passes(trace.with)} | ${passes(trace.without)} | ${forced}`;
      console.log(`| ${name} | ${rows} | ${burst} | ${times} | ${counts} |`);
    }
  }
  console.log('\n| file | kB | kB gzip |\n| --- | --- | --- |');
  const root = '.output/chrome-mv3';
  for (const file of scripts(root)) {
    const bytes = readFileSync(file);
    console.log(`| ${file.slice(root.length + 1)} | ${kB(bytes.length)} | ${kB(gzipSync(bytes).length)} |`);
  }
}

const kB = (bytes: number): string => (bytes / 1024).toFixed(1);

function* scripts(dir: string): Generator<string> {
  for (const name of readdirSync(dir)) {
    const path = join(dir, name);
    if (statSync(path).isDirectory()) yield* scripts(path);
    else if (/\.(js|css)$/.test(name)) yield path;
  }
}
