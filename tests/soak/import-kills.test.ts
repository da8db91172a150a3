import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { type ExtensionBrowser, launchExtension } from '../support/extension';
import { listExtensionProcesses } from '../support/extension-processes';
import { createRandom } from '../unit/knowledge/support/random';

/** A host that is killed while it writes an import of 50,000 rows leaves nothing of it, says so, and takes it again. */

const ROWS = Number(process.env.DESKMATE_ENTRIES ?? 50_000);
const seed = Number(process.env.DESKMATE_SEED ?? Date.now() % 1_000_000);

let extension: ExtensionBrowser | undefined;
const folder = mkdtempSync(join(tmpdir(), 'deskmate-import-kills-'));
const userDataDir = join(folder, 'profile');
afterEach(() => extension?.close());
afterAll(() => rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }));

const openImport = async (browser: ExtensionBrowser): Promise<Page> => {
  const desk = await browser.context.newPage();
  await desk.goto(`${browser.origin}/desk.html#/import`);
  await desk.getByTestId('import-file').waitFor({ state: 'attached' });
  return desk;
};
const checked = (desk: Page) =>
  desk.locator('[data-testid="import-commit"]:not([disabled])').waitFor({ timeout: 600_000 });

/** Own rows, and steps that can be taken back, as they lie in the browser. */
const stored = (desk: Page): Promise<{ rows: number; steps: number }> =>
  desk.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const db = await done(indexedDB.open('deskmate'));
    const tables = db.transaction(['own', 'settings']);
    const rows = await done(tables.objectStore('own').count());
    const keys = await done(tables.objectStore('settings').getAllKeys());
    db.close();
    return { rows, steps: keys.filter((key) => String(key).startsWith('undo.')).length };
  });

test(`${ROWS} rows: the host is closed, the browser crashes while they are written (DESKMATE_SEED=${seed})`, async () => {
  const random = createRandom(seed);
  const file = join(folder, 'large.csv');
  const lines = Array.from({ length: ROWS }, (_, i) => `零件/${i % 10},零件${i}号怎么样,零件${i}号一切正常。`);
  writeFileSync(file, `目录,标题,回复内容\n${lines.join('\n')}\n`);
  const commitFor = async (desk: Page, ms: number) => {
    await desk.getByTestId('import-commit').click();
    await desk.locator('[data-testid="import-open"][data-step="writing"]').waitFor();
    await desk.waitForTimeout(ms);
  };
  extension = await launchExtension({ userDataDir });
  let desk = await openImport(extension);
  await desk.getByTestId('import-file').setInputFiles(file);
  await checked(desk);

  for (let kill = 0; kill < 2; kill++) {
    await commitFor(desk, 200 + 1200 * random());
    const worker = extension.context.serviceWorkers().at(-1);
    await worker?.evaluate(() => chrome.offscreen.closeDocument());
    await desk.locator('[data-testid="import-error"][data-reason="gone"]').waitFor({ timeout: 60_000 });
    expect(await stored(desk)).toEqual({ rows: 0, steps: 0 });
    await desk.getByRole('button', { name: '重新检查' }).click();
    await checked(desk);
  }

  await commitFor(desk, 200 + 1200 * random());
  for (const pid of listExtensionProcesses(userDataDir)) process.kill(pid, 'SIGKILL');
  await extension.close();
  extension = await launchExtension({ userDataDir });
  desk = await openImport(extension);
  expect(await stored(desk)).toEqual({ rows: 0, steps: 0 });

  await desk.getByTestId('import-file').setInputFiles(file);
  await checked(desk);
  await desk.getByTestId('import-commit').click();
  await desk.getByTestId('import-done').waitFor({ timeout: 600_000 });
  expect(await stored(desk)).toEqual({ rows: ROWS, steps: 1 });
}, 1_500_000);
