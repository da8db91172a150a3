import { rmSync } from 'node:fs';
import { afterEach, expect, test } from 'vitest';
import { alterBuild, setChromeApi } from '../support/altered-build';
import { openConsole } from '../support/console-page';
import { type ExtensionBrowser, launchExtension } from '../support/extension';

/** Browsers without a side panel (forks), or where it will not open: the same page as a narrow window. */

let extension: ExtensionBrowser;
let dir: string;
afterEach(async () => {
  await extension?.close();
  rmSync(dir, { recursive: true, force: true });
});

test.each([
  { name: 'no chrome.sidePanel', prelude: setChromeApi('sidePanel') },
  {
    name: 'sidePanel.open() rejects',
    prelude: setChromeApi('sidePanel', "{ open: () => Promise.reject(new Error('not here')) }"),
  },
])('$name: the panel opens as a window bound to the console tab', async ({ prelude }) => {
  dir = alterBuild(prelude);
  extension = await launchExtension({ dir });
  const page = await openConsole(extension.context, 'pinduoduo');
  const opened = extension.context.waitForEvent('page');
  await extension.triggerAction(page);
  const panel = await opened;
  await panel.waitForSelector('[data-testid="status"][data-state="attached"][data-console="pinduoduo"]');
  expect(panel.url()).toMatch(/\/sidepanel\.html\?tab=\d+$/);
  await page.evaluate(() => window.__fixture.receive({ text: '这件真丝衬衫会不会褪色呀' }));
  await panel.waitForSelector('[data-testid="suggestion"]');
  // A second press shows the same window instead of a second one.
  const before = extension.context.pages().length;
  await extension.triggerAction(page);
  await panel.waitForFunction(() => document.visibilityState === 'visible');
  expect(extension.context.pages().length).toBe(before);
});
