import { createHash } from 'node:crypto';
import type { Page } from 'playwright-core';
import { openConsole } from './console-page';
import { buildDir, type ExtensionBrowser, launchExtension } from './extension';
import type { PanelDriver } from './side-panel';

/** A lead and an agent, each in a browser of their own, driven through the views as people would. */

export interface Lead {
  browser: ExtensionBrowser;
  desk: Page;
}
export interface Agent {
  browser: ExtensionBrowser;
  desk: Page;
}

const open = async (page: Page, origin: string, hash: string) => {
  await page.goto(`${origin}/desk.html#/${hash}`);
  await page.locator(`[data-testid="desk"][data-page="${hash.split('/')[0]}"]`).waitFor();
};

/** Starts the lead's browser, creates the team and the destination. */
export async function startLead(
  destination: (desk: Page) => Promise<void>,
  team = { name: '旗舰店客服部', groups: ['白班', '夜班'] },
): Promise<Lead> {
  const browser = await launchExtension({ dir: buildDir('e2e') });
  const desk = await browser.context.newPage();
  await open(desk, browser.origin, 'publish');
  await desk.getByTestId('team-name').fill(team.name);
  for (const group of team.groups) {
    await desk.getByTestId('team-groups').fill(group);
    await desk.getByTestId('team-groups').press('Enter');
  }
  await desk.getByTestId('team-save').click();
  await destination(desk);
  await desk.getByTestId('to-save').click();
  await desk.getByTestId('invite-code').waitFor();
  return { browser, desk };
}

/** Fills in a folder of a web server that takes HTTP PUT; agents may read elsewhere. */
export const byPut = (url: string, readUrl?: string) => async (desk: Page) => {
  await desk.getByTestId('to-kind').getByText('WebDAV').click();
  await desk.getByTestId('to-url').fill(url);
  if (readUrl) await desk.getByTestId('to-readUrl').fill(readUrl);
};

export const inviteCode = (lead: Lead): Promise<string> => lead.desk.getByTestId('invite-code').innerText();

/** Publishes what the desk has and gives the version. */
export async function publish({ desk, browser }: Lead, note = ''): Promise<number> {
  await open(desk, browser.origin, 'publish');
  await desk.getByTestId('plan').waitFor();
  await desk.getByTestId('publish-note').fill(note);
  await desk.getByTestId('publish').click();
  const done = desk.getByTestId('published');
  await done.waitFor();
  return Number(await done.getAttribute('data-version'));
}

/** Brings the content of an earlier version back, by the history on the page; gives the version that it became. */
export async function rollBack({ desk, browser }: Lead, version: number): Promise<number> {
  await open(desk, browser.origin, 'publish');
  const rows = desk.getByTestId('history-row');
  const before = Number(await rows.first().getAttribute('data-version'));
  await desk.locator(`[data-testid="history-row"][data-version="${version}"]`).getByTestId('rollback').click();
  await desk.getByTestId('confirm').click();
  await desk.locator(`[data-testid="history-row"][data-version="${before + 1}"]`).waitFor();
  return Number(await rows.first().getAttribute('data-version'));
}

export interface NoticeText {
  title: string;
  wording: string;
  triggers?: string[];
  mustRead?: boolean;
}

/** Writes a notice and pushes it; resolves when the page says that it is published. */
export async function pushNotice({ desk, browser }: Lead, notice: NoticeText): Promise<number> {
  await open(desk, browser.origin, 'notices/new');
  await desk.getByTestId('notice-title').fill(notice.title);
  await desk.getByTestId('notice-wording').fill(notice.wording);
  for (const word of notice.triggers ?? []) {
    await desk.getByTestId('notice-triggers').fill(word);
    await desk.getByTestId('notice-triggers').press('Enter');
  }
  if (notice.mustRead === false) await desk.getByTestId('notice-must-read').uncheck({ force: true });
  const before = await lastPublished(desk);
  await desk.getByTestId('notice-save-push').click();
  return published(desk, before);
}

/** Recalls a notice and pushes that. */
export async function recallNotice({ desk, browser }: Lead, title: string): Promise<number> {
  await open(desk, browser.origin, 'notices');
  const row = desk.getByTestId('lead-notice').filter({ hasText: title });
  await row.getByTestId('notice-recall').click();
  const before = await lastPublished(desk);
  await desk.getByTestId('confirm').click();
  return published(desk, before);
}

/** Version that the page says it published last, 0 when it says none. */
const lastPublished = async (desk: Page): Promise<number> =>
  Number(
    await desk.evaluate(() => document.querySelector<HTMLElement>('[data-testid="published"]')?.dataset.version ?? 0),
  );

/** Waits for a version after `before`, on the list to which the page goes by itself. */
async function published(desk: Page, before: number): Promise<number> {
  const done = desk.locator(`[data-testid="published"]:not([data-version="${before}"])`);
  await done.waitFor();
  await desk.waitForURL(/#\/notices$/);
  return Number(await done.getAttribute('data-version'));
}

/** Starts the agent's browser. */
export async function startAgent(userDataDir?: string): Promise<Agent> {
  const browser = await launchExtension({ dir: buildDir('e2e'), ...(userDataDir ? { userDataDir } : {}) });
  const desk = await browser.context.newPage();
  await open(desk, browser.origin, 'team');
  return { browser, desk };
}

/** Joins by the code; resolves when a version is whole. Gives the time that it took (ms). */
export async function join({ desk, browser }: Agent, code: string, group?: string): Promise<number> {
  const startedAtMs = Date.now();
  await open(desk, browser.origin, 'team');
  await desk.getByTestId('join-code').fill(code);
  await desk.getByTestId('join-ticket').waitFor();
  if (group) {
    await desk.getByTestId('join-group').click();
    await desk.getByRole('option', { name: group }).click();
  }
  await desk.getByTestId('join').click();
  await desk.locator('[data-testid="membership"]:not([data-version="0"])').waitFor();
  return Date.now() - startedAtMs;
}

/** Opens a console and the panel beside it. */
export async function openWork(agent: Agent): Promise<{ page: Page; panel: PanelDriver }> {
  const page = await openConsole(agent.browser.context, 'pinduoduo');
  const panel = await agent.browser.openPanel(page);
  await panel.waitFor(`document.querySelector('[data-testid="status"][data-state="attached"]')`);
  return { page, panel };
}

/** Whether the panel's banner shows that wording. */
export const bannerHas = (wording: string): string =>
  `[...document.querySelectorAll('[data-testid="notice"]')].some((e) => e.textContent.includes(${JSON.stringify(wording)}))`;

/** Imports one answer with a picture of 3 × 2 points, as our JSONL export carries it; gives the picture's hash. */
export async function importPictured(
  { desk, browser }: Lead,
  { title, question, answer }: { title: string; question: string; answer: string },
): Promise<string> {
  const png = await desk.evaluate(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 3, height: 2 });
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  const bytes = Buffer.from(png, 'base64');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const media = [{ name: 'sizes.png', type: 'image/png', sha256, caption: '尺码表', data: png }];
  const row = { id: 'pictured', kind: 'answer', title, questions: [question], answer, media };
  await open(desk, browser.origin, 'import');
  await desk
    .getByTestId('import-file')
    .setInputFiles({ name: 'kb.jsonl', mimeType: 'application/json', buffer: Buffer.from(JSON.stringify(row)) });
  await desk.getByTestId('import-commit').click();
  await desk.getByTestId('import-done').waitFor();
  return sha256;
}
