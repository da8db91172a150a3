import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/**
 * The dependency rule of ARCHITECTURE.md, walked: imports only go down, React only in components and entrypoints,
 * browser APIs only in lib/platform, no barrels.
 */

const ROOT = resolve(import.meta.dirname, '../../..');

/** What each part may import of ours, apart from itself. */
const MAY_IMPORT: Record<string, string[]> = {
  'lib/core': ['assets'],
  'lib/chat': ['lib/core'],
  'lib/console': ['lib/chat', 'lib/core'],
  'lib/understand': ['lib/chat', 'lib/core', 'assets'],
  'lib/knowledge': ['lib/chat', 'lib/core', 'lib/understand', 'assets'],
  'lib/suggest': ['lib/chat', 'lib/core', 'lib/understand', 'lib/knowledge', 'assets'],
  'lib/team': ['lib/chat', 'lib/core', 'lib/understand', 'lib/knowledge', 'lib/suggest'],
  'lib/practice': ['lib/chat', 'lib/core', 'lib/understand', 'lib/knowledge', 'lib/suggest'],
  'lib/platform': ['lib/core', 'lib/chat', 'lib/knowledge', 'lib/suggest'],
  'lib/host': [
    'lib/core',
    'lib/chat',
    'lib/console',
    'lib/understand',
    'lib/knowledge',
    'lib/suggest',
    'lib/team',
    'lib/platform',
  ],
  components: ['lib/*', 'assets'],
  entrypoints: ['components', 'lib/*', 'assets'],
};
/** The console speaks the snapshot's language: types only, nothing of the platform is bundled with it. */
const TYPE_ONLY: Record<string, string[]> = {
  'lib/console': ['lib/platform', 'lib/knowledge', 'lib/suggest'],
  'lib/knowledge': ['lib/suggest'],
  'lib/platform': ['lib/console'],
  'lib/practice': ['lib/platform'],
};

function* sources(dir: string): Generator<string> {
  for (const item of readdirSync(dir, { withFileTypes: true })) {
    const path = join(dir, item.name);
    if (item.isDirectory()) yield* sources(path);
    else if (/\.tsx?$/.test(item.name) && !item.name.endsWith('.d.ts')) yield path;
  }
}

const files = ['lib', 'components', 'entrypoints'].flatMap((dir) => [...sources(join(ROOT, dir))]);
const IMPORT = /(?:import|export)\s+(type\s+)?(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g;

const partOf = (path: string): string => {
  const [top = '', second = ''] = path.split('/');
  return top === 'lib' ? `lib/${second}` : top;
};

function importsOf(file: string): { target: string; typeOnly: boolean; path: string }[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORT)].map((match) => {
    const path = match[2] ?? match[3] ?? '';
    const own = path.startsWith('@/')
      ? path.slice(2)
      : path.startsWith('.')
        ? relative(ROOT, resolve(dirname(file), path)).replaceAll('\\', '/')
        : '';
    return { target: own ? partOf(own) : '', typeOnly: Boolean(match[1]), path };
  });
}

test('imports only go down', () => {
  const breaches = files.flatMap((file) => {
    const name = relative(ROOT, file).replaceAll('\\', '/');
    const part = partOf(name);
    const allowed = MAY_IMPORT[part];
    if (!allowed) return [`${name}: unknown part ${part}`];
    return importsOf(file)
      .filter(({ target }) => target && target !== part)
      .filter(({ target }) => !allowed.some((one) => (one === 'lib/*' ? target.startsWith('lib/') : one === target)))
      .filter(({ target, typeOnly }) => !(typeOnly && TYPE_ONLY[part]?.includes(target)))
      .map(({ path }) => `${name} → ${path}`);
  });
  expect(breaches).toEqual([]);
  expect(files.length).toBeGreaterThan(50);
});

test('React lives in components and entrypoints, browser APIs in lib/platform', () => {
  const breaches = files.flatMap((file) => {
    const name = relative(ROOT, file).replaceAll('\\', '/');
    const text = readFileSync(file, 'utf8');
    const imports = importsOf(file).map(({ path }) => path);
    const found: string[] = [];
    if (name.startsWith('lib/') && imports.some((path) => /^(react|@mantine|@tabler|react-i18next)/.test(path)))
      found.push(`${name}: React in lib`);
    if (!name.startsWith('lib/platform/')) {
      if (imports.includes('webextension-polyfill')) found.push(`${name}: the polyfill outside lib/platform`);
      if (/\bchrome\.(runtime|tabs|storage|scripting|sidePanel|offscreen|alarms|action|permissions)\b/.test(text))
        found.push(`${name}: chrome.* outside lib/platform`);
    }
    return found;
  });
  expect(breaches).toEqual([]);
});

test('the polyfill has one import', () => {
  const users = files
    .filter((file) => importsOf(file).some(({ path, typeOnly }) => path === 'webextension-polyfill' && !typeOnly))
    .map((file) => relative(ROOT, file).replaceAll('\\', '/'));
  expect(users).toEqual(['lib/platform/browser.ts']);
});

test('no barrels', () => {
  const barrels = files.filter((file) => {
    const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    const lines = text.split('\n').filter((line) => line.trim());
    return lines.length > 0 && lines.every((line) => /^export (\*|\{[^}]*\}) from /.test(line));
  });
  expect(barrels.map((file) => relative(ROOT, file))).toEqual([]);
});
