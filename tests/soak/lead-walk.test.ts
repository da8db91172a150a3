import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join as joinPath, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, expect, test } from 'vitest';
import { toXlsx } from '@/lib/knowledge/export/write-xlsx';
import { openConsole } from '../support/console-page';
import { buildDir, type ExtensionBrowser, launchExtension } from '../support/extension';
import { type PutServer, startPutServer } from '../support/put-server';

/**
 * The walk of a lead who has never seen the product, by the words on the screen: an Excel file with problems comes in and is
 * mended, a team is made, published, an agent joins by code and reads a notice. Pictures of every step go to `output/walk`.
 */

const LOOKS = [
  ['light', 'zh-CN'],
  ['dark', 'zh-CN'],
  ['light', 'en'],
] as const;
const OUT = resolve('output/walk');

/** As such files are: a title above the headings, merged folders, a missing text, a boast, a twin, a number that is none. */
const ROWS = [
  ['2026 年客服话术（旗舰店）', '', '', '', '', ''],
  ['分类', '买家问题', '客服怎么回', '相似问法', '快捷码', '排序'],
  [
    '售前',
    '羊毛衫会起球吗',
    '羊毛衫穿着摩擦多的地方会有少量浮毛，用毛球修剪器顺着纹路轻推即可。',
    '会不会起球|起球严重吗',
    'qq',
    '1',
  ],
  ['', '毛衣怎么洗', '建议 30 度以下冷水手洗，平铺晾干，不要拧。', '能机洗吗', 'xd', '2'],
  ['', '质量好吗', '我们家是全网第一，质量最好，假一赔十。', '', '', '3'],
  ['售后', '怎么退货', '', '我要退货', 'th', '4'],
  ['', '退款多久到账', '仓库签收后 48 小时内退款，到账时间以支付渠道为准。', '退款什么时候到', '', '第五'],
  ['', '羊毛衫会起球吗', '不会起球的，放心买。', '', '', '6'],
];

let lead: ExtensionBrowser | undefined;
let agent: ExtensionBrowser | undefined;
let server: PutServer | undefined;
const folder = mkdtempSync(joinPath(tmpdir(), 'deskmate-walk-'));
afterEach(async () => {
  await lead?.close();
  await agent?.close();
  await server?.close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(LOOKS)(
  'the walk, %s %s',
  async (colorScheme, language) => {
    mkdirSync(OUT, { recursive: true });
    const made = toXlsx(ROWS);
    if (!made.ok) throw new Error(made.reason);
    const file = joinPath(folder, '客服话术2026.xlsx');
    writeFileSync(file, made.value);
    server = await startPutServer();

    let step = 0;
    const shoot = async (page: Page, name: string) => {
      const number = String(++step).padStart(2, '0');
      await page.waitForTimeout(500);
      await page.screenshot({ path: joinPath(OUT, `${language}-${colorScheme}-${number}-${name}.png`) });
    };
    const open = async (page: Page, origin: string, hash: string) => {
      await page.goto(`${origin}/desk.html#/${hash}`);
      await page.locator(`[data-testid="desk"][data-page="${hash.split('/')[0]}"]`).waitFor();
    };
    const start = async () => {
      const browser = await launchExtension({ dir: buildDir('e2e'), colorScheme, locale: language });
      const desk = await browser.context.newPage();
      await open(desk, browser.origin, 'settings');
      await desk.getByText(language === 'en' ? 'English' : '简体中文', { exact: true }).click();
      await desk.locator(`html[lang="${language}"]`).waitFor({ state: 'attached' });
      return { browser, desk };
    };

    const { browser, desk } = await start();
    lead = browser;
    await open(desk, browser.origin, 'knowledge');
    await desk.getByTestId('knowledge-row').first().waitFor({ timeout: 30_000 });
    await shoot(desk, 'lead-first-look');
    await open(desk, browser.origin, 'import');
    await shoot(desk, 'import-empty');
    await desk.getByTestId('import-file').setInputFiles(file);
    await desk.getByTestId('import-preview').waitFor();
    await shoot(desk, 'import-problems');
    // Two rows have problems: one cell is mended in place, what is left is left out.
    const mend = desk.locator('[data-testid="import-row"][data-state="problem"]').getByTestId('import-mend');
    await expect.poll(() => mend.count()).toBe(2);
    await mend.first().fill('请在订单页点“申请退货”，选好原因，七天内寄回即可。');
    await mend.last().fill('5');
    await shoot(desk, 'import-mended');
    await desk.getByTestId('import-check').click();
    await desk.locator('[data-testid="import-commit"]:not([disabled])').waitFor();
    await shoot(desk, 'import-ready');
    await desk.getByTestId('import-rows').scrollIntoViewIfNeeded();
    await shoot(desk, 'import-rows');
    await desk.getByTestId('import-commit').click();
    await desk.getByTestId('import-done').waitFor();
    await shoot(desk, 'import-done');

    await desk.getByTestId('import-publish').click();
    await desk.getByTestId('lead-team').waitFor();
    await shoot(desk, 'publish-start');
    await desk.getByTestId('team-name').fill('旗舰店客服部');
    for (const group of ['白班', '夜班']) {
      await desk.getByTestId('team-groups').fill(group);
      await desk.getByTestId('team-groups').press('Enter');
    }
    await desk.getByTestId('team-save').click();
    await desk.getByTestId('destination').waitFor();
    await shoot(desk, 'publish-destination');
    await desk.getByTestId('to-kind').getByText('WebDAV').click();
    await desk.getByTestId('to-url').fill(server.url);
    await desk.getByTestId('to-save').click();
    await desk.getByTestId('plan').waitFor();
    await shoot(desk, 'publish-plan');
    await desk.getByTestId('publish-note').fill('第一版');
    await desk.getByTestId('publish').click();
    await desk.getByTestId('published').waitFor();
    await shoot(desk, 'published');
    const code = await desk.getByTestId('invite-code').innerText();

    const { browser: second, desk: agentDesk } = await start();
    agent = second;
    const page = await openConsole(second.context, 'pinduoduo');
    const tabId = await agentDesk.evaluate(
      async () => (await chrome.tabs.query({ url: 'https://mms.pinduoduo.com/*' }))[0]?.id,
    );
    const panel = await second.context.newPage();
    await panel.setViewportSize({ width: 360, height: 760 });
    await panel.goto(`${second.origin}/sidepanel.html?tab=${tabId}`);
    await panel.locator('[data-testid="status"][data-state="attached"]').waitFor();
    await panel.getByTestId('menu').click();
    await shoot(panel, 'agent-menu');
    await panel.keyboard.press('Escape');
    await open(agentDesk, second.origin, 'team');
    await shoot(agentDesk, 'join-empty');
    await agentDesk.getByTestId('join-code').fill(code);
    await agentDesk.getByTestId('join-ticket').waitFor();
    await shoot(agentDesk, 'join-ticket');
    await agentDesk.getByTestId('join').click();
    await agentDesk.locator('[data-testid="membership"]:not([data-version="0"])').waitFor();
    await shoot(agentDesk, 'joined');
    await page.evaluate(() => window.__fixture.receive({ text: '你们家羊毛衫会不会起球啊' }));
    await panel.locator('[data-testid="suggestion"]').first().waitFor();
    await shoot(panel, 'agent-answer');

    await open(desk, browser.origin, 'notices');
    await shoot(desk, 'notices-empty');
    await desk.getByTestId('notice-new').click();
    await desk.getByTestId('notice-title').fill('羊毛衫起球');
    await desk
      .getByTestId('notice-wording')
      .fill('羊毛衫前三次穿着会有少量浮毛，属正常现象，用毛球修剪器顺着纹路轻推即可，不影响穿着。');
    await desk.getByTestId('notice-reason').fill('本周起球投诉多，统一说法');
    await desk.getByTestId('notice-triggers').fill('起球');
    await desk.getByTestId('notice-triggers').press('Enter');
    await shoot(desk, 'notice-form');
    await desk.getByTestId('notice-save-push').click();
    await desk.getByTestId('published').waitFor();
    await shoot(desk, 'notice-pushed');
    await panel.locator('[data-testid="notice"]').waitFor({ timeout: 20_000 });
    await shoot(panel, 'agent-notice');
    await page.bringToFront();
    await shoot(page, 'agent-strip');
    await panel.bringToFront();
    await panel.getByTestId('notice-ack').click();
    await shoot(panel, 'agent-read');
    await desk.getByTestId('notice-recall').click();
    await shoot(desk, 'recall-asked');
    await desk.getByTestId('confirm').click();
    await panel
      .locator('[data-testid="suggestion"][data-origin="notice"]')
      .waitFor({ state: 'detached', timeout: 20_000 });
    await shoot(panel, 'agent-recalled');
    await open(desk, browser.origin, 'publish');
    await desk.getByTestId('history').waitFor();
    await shoot(desk, 'history');
    await desk.getByTestId('history').scrollIntoViewIfNeeded();
    await shoot(desk, 'history-rows');
    await open(agentDesk, second.origin, 'insight');
    await shoot(agentDesk, 'insight');
  },
  300_000,
);
