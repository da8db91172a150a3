import { afterEach, expect, test } from 'vitest';
import { FIXTURE_URLS } from '../fixtures/consoles/serve';
import { listExtensionProcesses } from '../support/extension-processes';
import { launchRaw, type RawChromium } from '../support/raw-chromium';

/** A crashed extension renderer makes Chrome stop the whole extension: the console says so, once, and goes on. */

let browser: RawChromium;
afterEach(() => browser?.close());

test.runIf(process.platform === 'linux')(
  'the extension renderer is killed: one honest line in the console',
  async () => {
    browser = await launchRaw();
    const page = await browser.open(FIXTURE_URLS.pinduoduo ?? '');
    const strips = `document.querySelectorAll('deskmate-overlay').length`;
    await page.waitFor(`${strips} === 1`);
    for (const pid of listExtensionProcesses(browser.profile)) process.kill(pid, 'SIGKILL');
    await page.waitFor(`${strips} === 0`);
    await page.waitFor(`${strips} === 1`);
    const { nodes } = await page.send<{ nodes: { name?: { value: string } }[] }>('Accessibility.getFullAXTree');
    expect(nodes.map(({ name }) => name?.value ?? '').join(' ')).toMatch(/已停止工作|was stopped/);
    await page.evaluate(`window.__fixture.receive({ text: '还在吗' })`);
    expect(await page.evaluate(`window.__fixture.state().messages.at(-1).text`)).toBe('还在吗');
    expect(await page.evaluate(strips)).toBe(1);
  },
);
