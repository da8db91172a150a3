/**
 * `npm run bench [-- retrieval|console|sync]`: speed against peers and budgets, as ratios in one run; without a name, all.
 */
const BENCHES: Record<string, () => Promise<unknown>> = {
  console: () => import('./bench/console').then(({ run }) => run()),
  sync: () => import('./bench/sync').then(({ benchSync }) => benchSync()),
};
const name = process.argv[2];
if (name && !Object.hasOwn(BENCHES, name)) {
  console.error(`usage: npm run bench -- [${Object.keys(BENCHES).join('|')}]`);
  process.exit(2);
}
for (const [title, bench] of Object.entries(BENCHES)) {
  if (name && title !== name) continue;
  console.log(`\n## ${title}\n`);
  await bench();
}
