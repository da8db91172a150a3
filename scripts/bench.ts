import { existsSync } from 'node:fs';

/** `npm run bench [-- name …]`: each bench is a module of `scripts/bench/` that exports `run(args)`. Without names all run. */
const NAMES = ['retrieval', 'console', 'ui', 'sync'] as const;

const [first, ...rest] = process.argv.slice(2);
const chosen = first === undefined || first.startsWith('--') ? NAMES : NAMES.filter((name) => name === first);
if (chosen.length === 0) {
  console.error(`unknown bench ${first}; there are: ${NAMES.join(', ')}`);
  process.exit(2);
}
for (const name of chosen) {
  const file = new URL(`./bench/${name}.ts`, import.meta.url);
  if (!existsSync(file)) {
    console.log(`bench ${name}: none yet`);
    continue;
  }
  const { run } = (await import(file.href)) as { run(args: string[]): Promise<void> };
  await run(rest);
}
