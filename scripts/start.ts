import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { ensureChromium } from '../tests/support/chromium';
import { buildDir, launchExtension } from '../tests/support/extension';
import type { PanelDriver } from '../tests/support/side-panel';
import { run } from './lib/run';

/**
 * `npm start`: builds the extension and shows the main job: the practice console with the side panel beside it. With a
 * display it stays up until the window is closed; without one it plays a conversation headless and saves screenshots.
 */
const OUT = 'output/start';
const say = (line: string) => console.log(line);

process.env.CHROMIUM_PATH = ensureChromium(say);
if ((await run('tsx', ['scripts/build.ts'])) !== 0) process.exit(1);

const hasDisplay = process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const extension = await launchExtension({
  dir: buildDir(),
  headless: !hasDisplay,
  viewport: hasDisplay ? null : { width: 1080, height: 820 },
});
const page = extension.context.pages()[0] ?? (await extension.context.newPage());
await page.goto(`${extension.origin}/practice.html?panel=none`);
const panel = await extension.openPanel(page);

if (hasDisplay) {
  say('\nThe practice console is open, with the panel beside it. Answer the buyers; close the window to stop.');
  await new Promise((resolve) => extension.context.once('close', resolve));
} else {
  mkdirSync(OUT, { recursive: true });
  await play(page, panel);
  await extension.close();
  say(`\nNo display here, so one conversation was played headless. Screenshots: ${OUT}/*.png`);
}

/** One conversation as an agent has it: read, insert by one press, send by hand, the buyer reacts. */
async function play(practice: Page, driver: PanelDriver): Promise<void> {
  await driver.send('Emulation.setDeviceMetricsOverride', {
    width: 360,
    height: 820,
    deviceScaleFactor: 1,
    mobile: false,
  });
  let shots = 0;
  const shoot = async (name: string) => {
    const file = `${OUT}/${++shots}-${name}`;
    await practice.screenshot({ path: `${file}-console.png` });
    writeFileSync(`${file}-panel.png`, await driver.screenshot());
    await joinShots(practice, file);
  };
  await driver.waitFor(`document.querySelectorAll('[data-testid="suggestion"]').length > 0`, 20_000);
  const asked = `document.querySelector('[data-testid="buyer-message"]')?.innerText.trim().split('\\n').at(-1) ?? ''`;
  const question = await driver.evaluate<string>(asked);
  say(`buyer:      ${question}`);
  await shoot('question');
  await driver.click('[data-testid="suggestion-insert"]');
  await driver.waitFor(`document.querySelector('[data-testid="toast"][data-reason="inserted"]')`);
  const composer = practice.locator('[data-practice="composer"]');
  say(`in the box: ${await composer.inputValue()}`);
  await shoot('inserted');
  const before = await practice.locator('[data-practice="message"][data-role="buyer"]').count();
  await practice.locator('[data-practice="send"]').click();
  await practice.locator('[data-practice="message"][data-role="buyer"]').nth(before).waitFor({ timeout: 20_000 });
  await driver.waitFor(`(${asked}) !== ${JSON.stringify(question)}`);
  say(`sent by hand; the buyer writes on: ${await driver.evaluate<string>(asked)}`);
  await shoot('reaction');
}

/** Console and panel side by side, as the agent sees them. */
async function joinShots(practice: Page, file: string): Promise<void> {
  const uri = (path: string) => `data:image/png;base64,${readFileSync(path).toString('base64')}`;
  const sheet = await practice.context().newPage();
  await sheet.setViewportSize({ width: 1440, height: 820 });
  await sheet.setContent(
    `<style>body{margin:0;display:flex}img{display:block;height:820px}</style><img src="${uri(`${file}-console.png`)}"><img src="${uri(`${file}-panel.png`)}">`,
  );
  await sheet.screenshot({ path: `${file}.png` });
  await sheet.close();
  await practice.bringToFront();
}
