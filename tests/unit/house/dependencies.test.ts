import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** What is installed is pinned, and from whichever registry the machine uses. */

const ROOT = resolve(import.meta.dirname, '../../..');
const PROJECTS = [
  '.',
  ...['ant-design-x', 'botframework-webchat', 'react-chat-elements'].map((name) => `tests/fixtures/chat-uis/${name}`),
];

interface Package {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

test.each(PROJECTS)('%s: exact versions, and a lockfile without a registry address', (folder) => {
  const read = (file: string): string => readFileSync(join(ROOT, folder, file), 'utf8');
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Package;
  const loose = Object.entries({ ...dependencies, ...devDependencies }).filter(
    ([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
  );
  expect(loose).toEqual([]);
  const lock = read('package-lock.json');
  expect(lock).toContain('"integrity"');
  expect(lock).not.toMatch(/"resolved"|https?:\/\/[^"]*registry/);
});
