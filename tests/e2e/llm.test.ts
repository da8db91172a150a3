import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openConsole } from '../support/console-page';
import { buildDir, type ExtensionBrowser, launchExtension } from '../support/extension';
import { listExtensionProcesses } from '../support/extension-processes';
import { callHost } from '../support/llm-run';
import { type LlmServer, startLlmServer } from '../support/llm-server/start';
import type { PanelDriver } from '../support/side-panel';

/** The LLM with the real panel, desk and host, against the scripted endpoint over real HTTP. */

const SHOTS = 'output/screenshots';
const KEY = `sk-e2e-canary-${Date.now().toString(36)}-Qz7`;
/** A number that no other test, entry or page of ours knows. */
const PHONE = '13977246809';
const QUESTION = '这件真丝衬衫会不会褪色呀';
const OTHER_BUYER = '7001002';

let extension: ExtensionBrowser;
let server: LlmServer;
let page: Page;
let desk: Page;
let panel: PanelDriver;
let profile: string;
const logged: string[] = [];

beforeAll(async () => {
  mkdirSync(SHOTS, { recursive: true });
  server = await startLlmServer();
  profile = mkdtempSync(join(tmpdir(), 'deskmate-llm-'));
  extension = await launchExtension({ dir: buildDir('e2e'), userDataDir: profile });
  extension.context.on('console', (message) => logged.push(message.text()));
  desk = await extension.context.newPage();
  await desk.goto(`${extension.origin}/desk.html#/llm`);
});
afterAll(async () => {
  await extension?.close();
  await server?.close();
  if (profile) rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
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

const COMPOSER = '#replyTextarea';
const DRAFT = '付款后48小时内发出，默认中通快递。';
const key = (code: string, text: string) =>
  panel.evaluate(
    `window.dispatchEvent(new KeyboardEvent('keydown', { code: '${code}', key: '${text}', altKey: true, bubbles: true, cancelable: true }))`,
  );
const box = () => page.locator(COMPOSER).inputValue();

test('one key changes the draft, one replaces it, one takes it back', async () => {
  await setModel('ok');
  await desk.locator('[data-testid="llm-verdict"][data-ok="true"]').waitFor();
  await page.bringToFront();
  await page.evaluate((id) => window.__fixture.switchTo(id), OTHER_BUYER);
  await receive(`我电话${PHONE}，付款后多久发货呀`);
  await llmState('done');
  const own = `您留的电话是${PHONE}，${DRAFT}`;
  await page.locator(COMPOSER).fill(own);
  await panel.waitFor(`document.querySelector('[data-testid="llm-tool"][data-tool="warmer"]')`);
  await key('Digit5', '5');
  await panel.waitFor(`document.querySelector('[data-testid="llm-tool-use"]')`);
  writeFileSync(`${SHOTS}/llm-tool.png`, await panel.screenshot());
  expect(await panel.evaluate(`document.querySelector('[data-testid="llm-tool-text"]').textContent`)).toBe(
    `亲，${own}`,
  );
  await key('Enter', 'Enter');
  await panel.waitFor(`document.querySelector('[data-testid="llm-tool-undo"]')`);
  expect(await box()).toBe(`亲，${own}`);
  await key('KeyZ', 'z');
  await panel.waitFor(`document.querySelector('[data-testid="llm-tool-use"]')`);
  expect(await box()).toBe(own);
  const own5 = (await page.evaluate(() => window.__fixture.state())).messages.filter(({ role }) => role === 'agent');
  expect(own5.some(({ text }) => text.includes('48小时'))).toBe(false);
});

const CANARY = () => new RegExp(`${KEY}|${PHONE}`);

test('canary: the key lies in its slot alone, the phone nowhere of ours', async () => {
  for (const model of ['cut', 'http-401']) {
    await setModel(model);
    await desk.locator('[data-testid="llm-verdict"]').waitFor();
    await page.bringToFront();
    await receive(`${model}怎么还不回，打我${PHONE}`);
    await llmState('error');
    await page.locator(COMPOSER).fill(`好的，打${PHONE}，${DRAFT}`);
    await panel.waitFor(`document.querySelector('[data-testid="llm-tool"][data-tool="shorter"]')`);
    await key('Digit4', '4');
    await panel.waitFor(`document.querySelector('[data-testid="llm-tool-sheet"][data-state="error"]')`);
  }
  expect(await ownNodes()).not.toMatch(CANARY());
  // Whatever a person can take away, asked for by the desk itself.
  const tabId = await desk.evaluate(
    async () => (await chrome.tabs.query({ url: 'https://mms.pinduoduo.com/*' }))[0]?.id ?? -1,
  );
  const away = await desk.evaluate(takeAway, tabId);
  expect(away.length).toBeGreaterThan(1000);
  const requests = await server.requests();
  for (const { body, path, authorization } of requests) {
    expect(`${path} ${body}`).not.toMatch(CANARY());
    expect(authorization).toBe(`Bearer ${KEY}`);
  }
  await expectStoresClean();
  expect([away, logged.join('\n')].join('\n')).not.toMatch(CANARY());
});

test('canary: files that a person saves hold neither', async () => {
  const save = async (hash: string, testId: string, choose?: string) => {
    await desk.goto(`${extension.origin}/desk.html${hash}`);
    if (choose) await desk.getByText(choose, { exact: true }).click();
    const download = desk.waitForEvent('download');
    await desk.getByTestId(testId).first().click();
    const file = join(profile, 'saved', (await download).suggestedFilename());
    await (await download).saveAs(file);
    return readFileSync(file, 'utf8');
  };
  const own = {
    id: 'own-canary',
    kind: 'answer',
    title: '发货',
    questions: ['多久发货'],
    answer: DRAFT,
    status: 'draft',
  };
  expect(await desk.evaluate(callHost, ['editor.save', { row: own, base: null }] as const)).toMatchObject({ ok: true });
  const files = [
    await save('#/import', 'export', 'JSONL'),
    await save('#/privacy', 'backup-create'),
    await save('#/insight', 'usage-csv'),
  ];
  for (const text of files) {
    expect(text.length).toBeGreaterThan(20);
    expect(text).not.toMatch(CANARY());
  }
  rmSync(join(profile, 'saved'), { recursive: true });
});

test.runIf(process.platform === 'linux')('canary: the extension crashes while it writes', async () => {
  await desk.goto(`${extension.origin}/desk.html#/llm`);
  await setModel('slow');
  await desk.locator('[data-testid="llm-verdict"][data-ok="true"]').waitFor();
  await page.bringToFront();
  await receive(`真丝怎么洗才不会缩水，打我${PHONE}`);
  await panel.waitFor(`document.querySelector('[data-testid="llm-preview"]')`, 20_000);
  const pids = listExtensionProcesses(profile);
  expect(pids.length).toBeGreaterThan(0);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  await expect.poll(async () => (await server.requests()).at(-1)?.aborted).toBe(true);
  const asked = (await server.requests()).length;
  expect(await ownNodes()).not.toMatch(CANARY());
  // What lies on the disk afterwards, in the whole profile.
  await (extension.context.browser() ?? extension.context).close();
  const onDisk = scan(profile, [KEY, PHONE]);
  expect(
    onDisk
      .filter(({ word }) => word === KEY)
      .map(({ file }) => file)
      .filter((file) => !isOwnStore(file)),
  ).toEqual([]);
  expect(onDisk.filter(({ word, file }) => word === PHONE && isOwnStore(file))).toEqual([]);
  expect(onDisk.some(({ word }) => word === KEY)).toBe(true);
  expect(scan(buildDir('e2e'), [KEY, PHONE])).toEqual([]);
  // The next start finds the same, and asks for nothing by itself.
  extension = await launchExtension({ dir: buildDir('e2e'), userDataDir: profile });
  desk = await extension.context.newPage();
  await desk.goto(`${extension.origin}/desk.html#/llm`);
  await desk.getByTestId('llm-settings').waitFor();
  await expectStoresClean();
  expect((await server.requests()).length).toBe(asked);
});

/** The key in its slot and nowhere else, the phone nowhere. */
async function expectStoresClean(): Promise<void> {
  const { rows, areas } = await desk.evaluate(dumpStores);
  const holding = (word: string) => rows.filter(({ text }) => text.includes(word)).map(({ place }) => place);
  expect(holding(KEY)).toEqual(['settings secret.llmKey']);
  expect(holding(PHONE)).toEqual([]);
  expect(areas).not.toMatch(CANARY());
}

/** What stands in nodes of ours in the console page. */
async function ownNodes(): Promise<string> {
  const session = await extension.context.newCDPSession(page);
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  await session.detach();
  return JSON.stringify(listOwn(root));
}

interface DomNode {
  localName?: string;
  children?: DomNode[];
  shadowRoots?: DomNode[];
}
/** Our nodes in the console page, shadow roots and all. */
const listOwn = (node: DomNode): DomNode[] =>
  node.localName?.startsWith('deskmate')
    ? [node]
    : [...(node.children ?? []), ...(node.shadowRoots ?? [])].flatMap((child) => listOwn(child));

const isOwnStore = (file: string): boolean => /IndexedDB\/chrome-extension_/.test(file);

/** Files under a folder that hold a word, written in any way that hides it: raw, UTF-16, base64 at each offset. */
function scan(folder: string, words: readonly string[]): { word: string; file: string }[] {
  const needles = words.flatMap((word) =>
    [
      Buffer.from(word),
      Buffer.from(word, 'utf16le'),
      ...[0, 1, 2].map((pad) => {
        const text = Buffer.from(' '.repeat(pad) + word).toString('base64');
        return Buffer.from(text.slice(pad === 0 ? 0 : 4, -4));
      }),
    ].map((bytes) => ({ word, bytes })),
  );
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const bytes = readFileSync(file);
      return needles.filter((needle) => bytes.includes(needle.bytes)).map(({ word }) => ({ word, file }));
    });
}

/** Runs in the desk: everything that can be exported or shown, as the host gives it to a page of ours. */
async function takeAway(tabId: number): Promise<string> {
  const port = chrome.runtime.connect({ name: 'view' });
  const wanted: [string, object][] = [
    ['backup.create', {}],
    ['export.rows.get', { filter: { query: '', kind: null, scene: null, source: null }, offset: 0 }],
    ['settings.get', {}],
    ['llm.settings.get', {}],
    ['llm.outbound.list', {}],
    ['privacy.report', {}],
    ['feedback.list', {}],
    ['usage.csv', { days: 30 }],
    ['usage.report', { days: 30 }],
    ['page.report', { tabId }],
  ];
  const answers = await Promise.all(
    wanted.map(
      ([method, params], id) =>
        new Promise<string>((resolve, reject) => {
          port.onMessage.addListener((frame: { id?: number; ok?: boolean; result?: unknown; reason?: string }) => {
            if (frame.id !== id) return;
            if (frame.ok) resolve(JSON.stringify(frame.result));
            else reject(new Error(`${method}: ${frame.reason}`));
          });
          port.postMessage({ id, method, params });
        }),
    ),
  );
  port.disconnect();
  return answers.join('\n');
}

/** Runs in the desk: every row of every store, and the storage areas. */
async function dumpStores(): Promise<{ rows: { place: string; text: string }[]; areas: string }> {
  const request = <T>(of: IDBRequest<T>) =>
    new Promise<T>((resolve, reject) => {
      of.onsuccess = () => resolve(of.result);
      of.onerror = () => reject(of.error);
    });
  const rows: { place: string; text: string }[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const db = await request(indexedDB.open(name));
    for (const store of db.objectStoreNames) {
      const at = db.transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([request(at.getAllKeys()), request(at.getAll())]);
      values.forEach((value, i) => {
        rows.push({ place: `${store} ${String(keys[i])}`, text: JSON.stringify(value) ?? '' });
      });
    }
    db.close();
  }
  const areas = await Promise.all(
    [chrome.storage.local, chrome.storage.session, chrome.storage.sync].map((area) => area.get(null)),
  );
  return { rows, areas: JSON.stringify(areas) };
}
