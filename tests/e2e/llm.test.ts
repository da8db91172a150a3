import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole } from '../support/console-page';
import { buildDir, type ExtensionBrowser, launchExtension } from '../support/extension';
import { type LlmServer, startLlmServer } from '../support/llm-server/start';
import type { PanelDriver } from '../support/side-panel';

/** The LLM with the real panel, desk and host, against the scripted endpoint over real HTTP. */

const SHOTS = 'output/screenshots';
const KEY = 'sk-e2e-canary-00112233';
const QUESTION = '这件真丝衬衫会不会褪色呀';
const OTHER_BUYER = '7001002';

let extension: ExtensionBrowser;
let server: LlmServer;
let page: Page;
let desk: Page;
let panel: PanelDriver;

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await startLlmServer();
  extension = await launchExtension({ dir: buildDir('e2e') });
  desk = await extension.context.newPage();
  await desk.goto(`${extension.origin}/desk.html#/llm`);
});
afterAll(async () => {
  await extension?.close();
  await server?.close();
});

const receive = (text: string) => page.evaluate((given) => window.__fixture.receive({ text: given }), text);
const setModel = async (model: string) => {
  await desk.bringToFront();
  await desk.locator('[data-testid="llm-model"]').fill(model);
  await desk.getByTestId('llm-test').click();
};
const llmState = (state: string) =>
  panel.waitFor(`document.querySelector('[data-testid="llm-status"][data-state="${state}"]')`, 20_000);
const localText = () =>
  panel.evaluate<string>(
    `document.querySelector('[data-testid="suggestion"][data-origin="local"] [data-testid="suggestion-text"]')?.textContent ?? ''`,
  );

test('set-up: service, key, one press', async () => {
  await desk.getByTestId('llm-settings').waitFor();
  await desk.locator('[data-testid="llm-base-url"]').fill(server.url);
  await desk.locator('input[data-testid="llm-key"], [data-testid="llm-key"] input').first().fill(KEY);
  await setModel('http-401');
  await desk.locator('[data-testid="llm-verdict"][data-reason="auth"]').waitFor();
  await setModel('ok');
  await desk.locator('[data-testid="llm-verdict"][data-ok="true"]').waitFor();
  await expect.poll(() => desk.locator('[data-testid="llm-on"]').isChecked()).toBe(true);
  await desk.screenshot({ path: `${SHOTS}/llm-desk.png`, fullPage: true });
  expect(await desk.content()).not.toContain(KEY);
});

test('candidates stand below the local suggestion, cited, and go into the box by one press', async () => {
  page = await openConsole(extension.context, 'pinduoduo');
  panel = await extension.openPanel(page);
  await panel.waitFor(`document.querySelector('[data-testid="status"][data-state="attached"]')`);
  await panel.waitFor(`Number(document.querySelector('[data-testid="sync-status"]')?.dataset.count) > 0`, 20_000);
  await receive(QUESTION);
  await panel.waitFor(`document.querySelector('[data-testid="suggestion"][data-origin="local"]')`, 20_000);
  await llmState('done');
  const text = await panel.waitFor<string>(
    `document.querySelector('[data-origin="llm"] [data-testid="suggestion-text"]')?.textContent`,
  );
  writeFileSync(`${SHOTS}/llm-panel.png`, await panel.screenshot());
  const order = await panel.evaluate<string[]>(
    `[...document.querySelectorAll('[data-testid="suggestion"]')].map((e) => e.dataset.origin)`,
  );
  expect(order.lastIndexOf('local')).toBeLessThan(order.indexOf('llm'));
  expect(await panel.evaluate<string>(`document.querySelector('[data-origin="llm"]').dataset.entry`)).toMatch(/^st-/);
  await panel.click('[data-origin="llm"] [data-testid="suggestion-insert"]');
  await panel.waitFor(`document.querySelector('[data-testid="toast"][data-reason="inserted"]')`);
  expect((await page.evaluate(() => window.__fixture.state())).composer).toContain(text);
  const [request] = (await server.requests()).filter(({ body }) => body.includes('json_') && body.includes('ranked'));
  expect(request?.authorization).toBe(`Bearer ${KEY}`);
});

test('the buyer is switched while it writes: nothing of the first stands under the second', async () => {
  await setModel('slow');
  await desk.locator('[data-testid="llm-verdict"][data-ok="true"]').waitFor();
  await page.bringToFront();
  await receive('真丝怎么洗才不会缩水');
  await llmState('running');
  expect(await localText()).not.toBe('');
  await panel.waitFor(`document.querySelector('[data-testid="llm-preview"]')`, 20_000).then(async () => {
    writeFileSync(`${SHOTS}/llm-panel-writing.png`, await panel.screenshot());
  });
  await page.evaluate((id) => window.__fixture.switchTo(id), OTHER_BUYER);
  await panel.waitFor(`!document.querySelector('[data-testid="llm-preview"]')`);
  const shown = await panel.evaluate<string>(`document.querySelector('[data-testid="llm"]')?.textContent ?? ''`);
  expect(shown).not.toContain('缩');
});

test('a dead endpoint is told in words, the local suggestion stands', async () => {
  await setModel('http-402');
  await desk.locator('[data-testid="llm-verdict"][data-reason="quota"]').waitFor();
  await page.bringToFront();
  await receive('你们发什么快递');
  await panel.waitFor(`document.querySelector('[data-testid="llm-status"][data-reason="quota"]')`, 20_000);
  expect(await localText()).not.toBe('');
  writeFileSync(`${SHOTS}/llm-panel-error.png`, await panel.screenshot());
});

test('the outbound log shows what left, without the person in it', async () => {
  await desk.bringToFront();
  await desk.getByTestId('outbound-row').first().waitFor();
  expect(await desk.getByTestId('outbound-row').count()).toBeGreaterThan(2);
  await desk.getByTestId('outbound-row').filter({ hasText: '写候选' }).first().locator('button').click();
  await desk.getByTestId('outbound-log').getByText('K1').first().waitFor();
  await desk.screenshot({ path: `${SHOTS}/llm-outbound.png`, fullPage: true });
});
