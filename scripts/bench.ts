/** `npm run bench [-- retrieval|console|ui|sync …]`: speed against peers and budgets, in one run; without a name, all. */
const BENCHES: Record<string, (args: string[]) => Promise<unknown>> = {
  retrieval: (args) => import('./bench/retrieval').then(({ run }) => run(args)),
  console: () => import('./bench/console').then(({ run }) => run()),
  ui: () => import('./bench/ui').then(({ run }) => run()),
  sync: () => import('./bench/sync').then(({ benchSync }) => benchSync()),
};
const [first, ...rest] = process.argv.slice(2);
const chosen = first === undefined || first.startsWith('--') ? Object.keys(BENCHES) : [first];
for (const name of chosen) {
  const bench = Object.hasOwn(BENCHES, name) ? BENCHES[name] : undefined;
  if (!bench) {
    console.error(`unknown bench ${name}; there are: ${Object.keys(BENCHES).join(', ')}`);
    process.exit(2);
  }
  console.log(`\n## ${name}\n`);
  await bench(rest);
}

export {};
