import { mkdirSync, readFileSync } from 'node:fs';
import { ensureChromium } from '../tests/support/chromium';
import { mustRun, run } from './lib/run';
import { buildStarter } from './lib/starter';

/**
 * `npm test`: finds or installs a browser, builds both builds that the tests load, runs every suite, and closes with the
 * true totals. `--soak` runs the long seeded runs instead; further arguments go to vitest.
 */
const soak = process.argv.includes('--soak');
const rest = process.argv.slice(2).filter((arg) => arg !== '--soak');
const REPORT = 'output/test-report.json';

process.env.CHROMIUM_PATH = ensureChromium();
mkdirSync('output', { recursive: true });
await buildStarter();
await mustRun('wxt', ['build']);
await mustRun('wxt', ['build', '--mode', 'e2e']);

const projects = soak ? ['soak'] : ['unit', 'browser', 'e2e'];
let passed = 0;
let failed = 0;
let skipped = 0;
let code = 0;
for (const project of projects) {
  code ||= await run('vitest', [
    'run',
    '--project',
    project,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
    ...rest,
  ]);
  const report = JSON.parse(readFileSync(REPORT, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numFailedTestSuites: number;
    success: boolean;
  };
  passed += report.numPassedTests;
  // A file that could not even load counts as a failure of its own.
  failed += report.numFailedTests || (report.success ? 0 : 1);
  skipped += report.numPendingTests;
}
console.log(`${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`);
process.exit(code || (failed ? 1 : 0));
