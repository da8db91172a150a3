import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { ensureChromium } from '../tests/support/chromium';
import { mustRun, run } from './lib/run';
import { buildStarter } from './lib/starter';

/**
 * `npm test`: finds or installs a browser, builds both builds that the tests load, runs every suite, and closes with the
 * true totals. `--soak` runs the long seeded runs instead; further arguments go to vitest.
 */
const soak = process.argv.includes('--soak');
const rest = process.argv.slice(2).filter((arg) => arg !== '--soak');
process.env.CHROMIUM_PATH = ensureChromium();
mkdirSync('output', { recursive: true });
await buildStarter();
await mustRun('wxt', ['build']);
await mustRun('wxt', ['build', '--mode', 'e2e']);

/**
 * Stages run one after another; in a stage the rows run side by side, the suites of a row one after another. What
 * drives a browser and what computes share the machine; what measures time has it for itself.
 */
const stages = soak ? [[['soak']]] : [[['unit', 'browser'], ['e2e'], ['idle']], [['quiet']]];

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/** Runs one suite; a suite that leaves no report (its files could not load) counts as one failure. */
async function runSuite(project: string): Promise<Totals> {
  const report = `output/test-report-${project}.json`;
  rmSync(report, { force: true });
  const args = ['run', '--project', project, '--passWithNoTests', '--reporter=default', '--reporter=json'];
  const code = await run('vitest', [...args, `--outputFile.json=${report}`, ...rest]);
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const { numPassedTests, numFailedTests, numPendingTests, success } = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    success: boolean;
  };
  const failed = numFailedTests || (success && code === 0 ? 0 : 1);
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

const totals: Totals[] = [];
const runRow = async (suites: readonly string[]): Promise<void> => {
  for (const suite of suites) totals.push(await runSuite(suite));
};
for (const rows of stages) await Promise.all(rows.map(runRow));
const sum = (key: keyof Totals): number => totals.reduce((all, one) => all + one[key], 0);
console.log(`${sum('passed')} passed, ${sum('failed')} failed${sum('skipped') ? `, ${sum('skipped')} skipped` : ''}`);
process.exit(sum('failed') ? 1 : 0);
