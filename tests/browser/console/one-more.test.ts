import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { adapters } from '@/lib/console/registry';
import { adapterSchema } from '@/lib/console/rules-schema';
import { addFixtures } from '../../fixtures/consoles/serve';
import { toCase } from './cases';
import { describeConsole } from './console-suite';
import { launchBrowser } from './harness';

/**
 * One more console, as CONTRIBUTING says: one data file and one fixture, nothing else. What all bundled ones must fulfil is run
 * on it as it stands. It is made up and never ships.
 */

const DEMO = resolve(import.meta.dirname, '../../fixtures/demo');
const RULES = join(DEMO, 'rules');
const found = addFixtures(join(DEMO, 'consoles'), RULES);

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

test('it is one data file and one fixture, and stands nowhere in what ships', () => {
  expect(readdirSync(RULES)).toEqual(['marktstand.json']);
  expect(found).toEqual(['marktstand']);
  const raw: unknown = JSON.parse(readFileSync(join(RULES, 'marktstand.json'), 'utf8'));
  expect(adapterSchema.safeParse(raw).error?.issues ?? []).toEqual([]);
  expect(JSON.stringify(adapters)).not.toContain('marktstand');
});

for (const name of found) describeConsole(toCase(name), () => browser, RULES);
