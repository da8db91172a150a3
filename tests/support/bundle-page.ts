import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build, type Plugin } from 'esbuild';

const ROOT = resolve(import.meta.dirname, '../..');
const RULES = join(ROOT, 'lib/console/rules');
const bundled = new Map<string, Promise<string>>();

/** What the shipped build's bundler does with `import.meta.glob` of the registry; `more` = a second folder of rules. */
const globRules = (more?: string): Plugin => ({
  name: 'rules',
  setup(hooks) {
    hooks.onLoad({ filter: /lib\/console\/registry\.ts$/ }, ({ path }) => {
      const files = [RULES, ...(more ? [more] : [])].flatMap((folder) =>
        existsSync(folder)
          ? readdirSync(folder)
              .filter((name) => name.endsWith('.json'))
              .map((name) => readFileSync(join(folder, name), 'utf8'))
          : [],
      );
      const contents = readFileSync(path, 'utf8').replace(
        /import\.meta\.glob<Adapter>\([^)]*\)/,
        () => `[${files.join(',')}] as unknown as Record<string, Adapter>`,
      );
      return { contents, loader: 'ts' };
    });
  },
});

/** One script for a page's isolated world, bundled once per test file. */
export function bundlePage(entry: string, rules?: string): Promise<string> {
  const key = `${entry} ${rules ?? ''}`;
  const made =
    bundled.get(key) ??
    build({
      entryPoints: [entry],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      target: 'chrome116',
      alias: { '@': ROOT },
      plugins: [globRules(rules)],
      logLevel: 'error',
    }).then((result) => result.outputFiles[0]?.text ?? '');
  bundled.set(key, made);
  return made;
}
