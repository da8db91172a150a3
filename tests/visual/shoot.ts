import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';
import { findChromium } from '../support/chromium';

/**
 * Screenshots of every view on the fake host, to look at: `npx tsx tests/visual/shoot.ts [scene ...]` writes
 * `output/views/<scene>-<width>-<language>-<scheme>.png`. `--open` unfolds everything, `--foot` scrolls to the end, `--press=<test id>`
 * presses that first, `--file` gives a file to the first field that takes one, `--type=<test id>:<text>` types, `--all-looks` takes both schemes in both languages.
 */
const args = process.argv.slice(2);
const scenes = args.filter((arg) => !arg.startsWith('--'));
const option = (name: string, fallback: string) =>
  args.find((arg) => arg.startsWith(`--${name}=`))?.split('=')[1] ?? fallback;
const ALL_LOOKS = 'zh-CN:light,zh-CN:dark,en:light,en:dark';
const looks = option('looks', args.includes('--all-looks') ? ALL_LOOKS : 'zh-CN:light,zh-CN:dark').split(',');
const pressed = option('press', '');
const widths = option('widths', '360').split(',').map(Number);
const height = Number(option('height', '760'));
const out = resolve(import.meta.dirname, '../../output/views');

mkdirSync(out, { recursive: true });
const server = await createServer({ configFile: resolve(import.meta.dirname, 'vite.config.ts'), server: { port: 0 } });
await server.listen();
const base = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({ executablePath: findChromium(), args: ['--no-sandbox'] });
for (const scene of scenes) {
  for (const width of widths) {
    for (const look of looks) {
      const [lang, scheme] = look.split(':');
      const page = await browser.newPage({ viewport: { width, height } });
      page.on('pageerror', (error) => console.error(`${scene}: ${error.message}`));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') console.error(`${scene}: ${message.text()}`);
      });
      const [name, hash] = scene.split('#');
      await page.goto(`${base}?scene=${name}&lang=${lang}&scheme=${scheme}${hash ? `#${hash}` : ''}`);
      await page.locator('#root > :not(style)').first().waitFor();
      await page.waitForTimeout(700);
      if (pressed) await page.locator(`[data-testid="${pressed}"]`).first().click();
      if (args.includes('--file'))
        await page
          .locator('input[type="file"]')
          .setInputFiles({ name: 'a.json', mimeType: '', buffer: Buffer.from('{}') });
      const typed = option('type', '').split(':');
      if (typed[1]) await page.locator(`textarea[data-testid="${typed[0]}"]`).fill(typed[1]);
      if (typed[1]) await page.waitForTimeout(600);
      if (args.includes('--open'))
        await page.evaluate(() => {
          for (const one of document.querySelectorAll('details')) one.open = true;
        });
      if (args.includes('--foot')) await page.evaluate(() => document.querySelector('main')?.scrollTo(0, 1e6));
      if (pressed || args.includes('--open')) await page.waitForTimeout(500);
      const into = option('to', '');
      if (into) await page.locator(`[data-testid="${into}"]`).first().scrollIntoViewIfNeeded();
      const file = `${scene.replaceAll(/[^a-z]/g, '-')}-${width}-${lang}-${scheme}.png`;
      await page.screenshot({ path: resolve(out, file) });
      console.log(file);
      await page.close();
    }
  }
}
await browser.close();
await server.close();
