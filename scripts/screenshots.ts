import { mkdirSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { ensureChromium } from '../tests/support/chromium';
import { openConsole } from '../tests/support/console-page';
import { launchExtension } from '../tests/support/extension';
import { mustRun } from './lib/run';

/** `npm run screenshots`: every main view of the shipped build, 360 px and desk, light and dark, Chinese and English, into docs/screenshots. */
const OUT = 'docs/screenshots';
const DESK = [
  'knowledge',
  'import',
  'notices',
  'publish',
  'team',
  'insight',
  'questions',
  'shop',
  'sources',
  'feedback',
  'llm',
  'shortcuts',
  'privacy',
  'settings',
];

process.env.CHROMIUM_PATH = ensureChromium();
if (!process.argv.includes('--no-build')) await mustRun('tsx', ['scripts/build.ts']);
mkdirSync(OUT, { recursive: true });

for (const [colorScheme, language] of [
  ['light', 'zh-CN'],
  ['dark', 'en'],
] as const) {
  const extension = await launchExtension({ colorScheme, locale: language });
  const name = (view: string) => `${OUT}/${view}-${language}-${colorScheme}.png`;
  try {
    const desk = await extension.context.newPage();
    await desk.setViewportSize({ width: 1280, height: 800 });
    await desk.goto(`${extension.origin}/desk.html#/settings`);
    await setLanguage(desk, language);
    const page = await openConsole(extension.context, 'pinduoduo');
    const tabId = await desk.evaluate(
      async () => (await chrome.tabs.query({ url: 'https://mms.pinduoduo.com/*' }))[0]?.id,
    );
    const panel = await extension.context.newPage();
    await panel.setViewportSize({ width: 360, height: 900 });
    await panel.goto(`${extension.origin}/sidepanel.html?tab=${tabId}`);
    const ask = async (text: string, view: string) => {
      await page.evaluate((given) => window.__fixture.receive({ text: given }), text);
      await panel.locator('[data-testid="buyer-message"]', { hasText: text.slice(0, 8) }).waitFor();
      await panel.waitForTimeout(900);
      await panel.screenshot({ path: name(view) });
    };
    await panel.locator('[data-testid="status"][data-state="attached"]').waitFor();
    await ask('这件真丝衬衫会不会褪色呀', 'panel-answer');
    await page.bringToFront();
    await page.waitForTimeout(1200);
    await page.screenshot({ path: name('console-strip') });
    await panel.bringToFront();
    await page.evaluate(() => window.__fixture.switchTo('7001003'));
    await ask('这个会掉色吗', 'panel-attribute');
    await page.evaluate(() => window.__fixture.switchTo('7001002'));
    await ask('都五天了还不发货！！再不发我就去12315投诉你们，什么破店', 'panel-angry');
    await ask('你们老板今天心情怎么样', 'panel-silence');
    await page.locator('#replyTextarea').fill('亲，我们家全网最低价，加微信 abc123 返现哦');
    await panel.waitForTimeout(600);
    await panel.screenshot({ path: name('panel-draft') });
    await panel.locator('[data-testid="search"]').fill('退货');
    await panel.waitForTimeout(600);
    await panel.screenshot({ path: name('panel-search') });
    for (const view of DESK) {
      await desk.goto(`${extension.origin}/desk.html#/${view}`);
      await desk.reload();
      await desk.waitForTimeout(900);
      await desk.screenshot({ path: name(`desk-${view}`) });
    }
    const practice = await extension.context.newPage();
    await practice.setViewportSize({ width: 1440, height: 860 });
    await practice.goto(`${extension.origin}/practice.html`);
    await practice.waitForTimeout(4000);
    await practice.screenshot({ path: name('practice') });
    console.log(`${language} ${colorScheme}: done`);
  } finally {
    await extension.close();
  }
}

/** As an agent would, in the settings. */
async function setLanguage(desk: Page, language: 'zh-CN' | 'en'): Promise<void> {
  await desk.getByText(language === 'en' ? 'English' : '简体中文', { exact: true }).click();
  await desk.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
}
