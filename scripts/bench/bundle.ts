import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { build } from 'esbuild';

const OUT = 'node_modules/.cache/bench';

/**
 * Bundles a script of this folder as the product is bundled (modules run one by one read every imported constant through a
 * getter, which costs half of a hot loop) and returns its path. Search libraries stay as they are published.
 */
export async function bundle(name: string): Promise<string> {
  const outfile = `${OUT}/${name}.mjs`;
  mkdirSync(OUT, { recursive: true });
  await build({
    entryPoints: [`scripts/bench/${name}.ts`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'error',
  });
  return outfile;
}

/** Runs a bundle in a process of its own; the lines that it wrote, or null with the reason printed. */
export function runBundle(file: string, args: readonly string[]): string[] | null {
  const child = spawnSync(process.execPath, ['--expose-gc', '--max-old-space-size=6000', file, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  const lines = child.stdout.split('\n').filter(Boolean);
  if (child.status === 0 && lines.length > 0) return lines;
  console.log(`${file} ${args.join(' ')}: failed\n${child.stderr.slice(-600)}`);
  return null;
}
