import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';

/** A shared build machine has bad moments: a browser test that fails there for a moment's sake may try again. */
const retry = process.env.CI ? 2 : 0;
/** What drives the built extension. */
const inBrowser = { environment: 'node', retry, testTimeout: 90_000, hookTimeout: 90_000 } as const;
const alias = { '@': resolve(import.meta.dirname) };

/** What measures time: it gets the machine for itself (scripts/test.ts), the others run side by side. */
const quiet = [
  'tests/unit/suggest/speed.test.ts',
  'tests/unit/knowledge/typed/speed.test.ts',
  'tests/unit/understand/properties.test.ts',
  'tests/unit/host/llm/never-in-the-way.test.ts',
  'tests/browser/console/lightness.test.ts',
  'tests/e2e/main-job.test.ts',
  'tests/e2e/hostile.test.ts',
  'tests/e2e/lightness.test.ts',
];

/** Waits for most of a minute until the worker dies, and works for a moment: beside everything else. */
const idle = ['tests/e2e/idle.test.ts'];

/** Suites: `unit` in Node, `browser` in Chromium without the extension, `e2e` on the built extension, `quiet` and `idle` of these. */
export default defineConfig({
  resolve: { alias },
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          include: ['tests/unit/**/*.test.{ts,tsx}'],
          exclude: quiet,
          environment: 'node',
          // No module of ours keeps state between files, and loading them anew for each takes half of the time.
          isolate: false,
          testTimeout: 20_000,
          retry,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          exclude: quiet,
          environment: 'node',
          retry,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'quiet',
          include: quiet,
          ...inBrowser,
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          exclude: [...quiet, ...idle],
          ...inBrowser,
          // Several browsers at once on two cores make times meaningless.
          fileParallelism: false,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'idle',
          include: idle,
          ...inBrowser,
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'soak',
          include: ['tests/soak/**/*.test.ts'],
          environment: 'node',
          testTimeout: 1_800_000,
          hookTimeout: 90_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
