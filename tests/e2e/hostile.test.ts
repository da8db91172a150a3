import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMethods } from '@/lib/host/methods/create-methods';
import type { MethodDeps } from '@/lib/host/methods/method-deps';
import { openConsole } from '../support/console-page';
import { type ExtensionBrowser, launchExtension } from '../support/extension';
import type { PanelDriver } from '../support/side-panel';

/** Buyers write anything, and a content script is only half trusted: its world may be taken over by the page's renderer. */

let extension: ExtensionBrowser;
let page: Page;
let panel: PanelDriver;

beforeAll(async () => {
  extension = await launchExtension();
  page = await openConsole(extension.context, 'pinduoduo');
  panel = await extension.openPanel(page);
  await panel.waitFor(`document.querySelector('[data-testid="status"][data-state="attached"]')`);
});
afterAll(() => extension?.close());

const receive = (text: string) => page.evaluate((given) => window.__fixture.receive({ text: given }), text);
const turnHas = (text: string) =>
  panel.waitFor(
    `document.querySelector('[data-testid="buyer-message"]')?.textContent.includes(${JSON.stringify(text)})`,
  );

test('markup in a message is text', async () => {
  await panel.evaluate('window.hacked = 0');
  await receive('<img src=x onerror="window.hacked=1"><script>window.hacked=1</script> 发什么快递');
  await turnHas('<img src=x onerror=');
  expect(await panel.evaluate('window.hacked')).toBe(0);
  expect(
    await panel.evaluate(
      `document.querySelectorAll('[data-testid="buyer-message"] img, [data-testid="buyer-message"] script').length`,
    ),
  ).toBe(0);
});

test('100,000 characters neither break nor slow the panel', async () => {
  const started = Date.now();
  await receive(`${'真丝会褪色吗'.repeat(17_000)}结尾`);
  await turnHas('真丝会褪色吗真丝会褪色吗');
  expect(Date.now() - started).toBeLessThan(3000);
  const size = await panel.evaluate<{ length: number; width: number }>(
    `({ length: document.querySelector('[data-testid="buyer-message"]').textContent.length, width: document.documentElement.scrollWidth - innerWidth })`,
  );
  expect(size.length).toBeLessThan(10_000);
  expect(size.width).toBeLessThanOrEqual(0);
  const next = Date.now();
  await receive('你们发什么快递');
  await turnHas('你们发什么快递');
  expect(Date.now() - next).toBeLessThan(1000);
});

test('direction marks and invisible characters stand alone in boxes of their own: they act on nothing', async () => {
  await receive('退款\u202e给我\u202c 发\u200b什\u200b么\u200b快\u200b递\ufeff\u2066 完');
  await turnHas('退款');
  const loose = await panel.evaluate<string[]>(`(() => {
    const acting = /[\\u202a-\\u202e\\u2066-\\u2069\\u200b\\ufeff]/;
    const texts = [];
    const walker = document.createTreeWalker(document.querySelector('[data-testid="buyer-message"]'), NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push([walker.currentNode.data, walker.currentNode.parentElement.tagName, walker.currentNode.parentElement.title]);
    return texts.filter(([text, tag, title]) => acting.test(text) && !(tag === 'BDI' && title && text.trim().length <= 2)).map(([text]) => text);
  })()`);
  expect(loose).toEqual([]);
});

test('a taken-over content script gets nothing that it may not have', async () => {
  const session = await page.context().newCDPSession(page);
  const contextId = await isolatedWorld(session, extension.origin);
  const answer = await run<Record<string, unknown>>(session, contextId, HOSTILE);
  expect(answer.storage).toBe('refused');
  expect(answer.viewPorts).toEqual([]);
  expect(answer.workerAnswers).toEqual([]);
  expect(answer.strayFrames).toEqual([]);
  // The flood was cut off, the host lives, and the console goes on as soon as the bucket refills.
  await page.waitForTimeout(3000);
  await receive('可以开发票吗');
  await turnHas('可以开发票吗');
});

/** Every call that a view may make, by the code's own list. */
const METHODS = Object.keys(
  createMethods(new Proxy({}, { get: () => new Proxy(() => undefined, { get: () => undefined }) }) as MethodDeps),
);

/** Tries every message and port that exists, from inside the content script's own world. */
const HOSTILE = `(async () => {
  const wait = (ms) => new Promise((r) => setTimeout(r, ms));
  const result = { storage: 'read', viewPorts: [], workerAnswers: [], strayFrames: [] };
  try {
    if (!chrome.storage) throw new Error('none');
    await chrome.storage.local.get(null);
    await chrome.storage.session.get(null);
  } catch { result.storage = 'refused'; }
  const methods = ${JSON.stringify(METHODS)};
  for (const name of ['view', 'view:strip:x', 'view:strip:', 'host', 'worker']) {
    const port = chrome.runtime.connect({ name });
    port.onMessage.addListener((m) => result.viewPorts.push([name, m]));
    port.onDisconnect.addListener(() => void chrome.runtime.lastError);
    methods.forEach((method, id) => { try { port.postMessage({ id, method, params: { tabId: 1, query: '真丝', kind: null, scene: null, source: null, offset: 0, limit: 500, what: 'all', id: null, url: 'https://evil.example' } }); } catch {} });
  }
  for (const message of [{ type: 'host.idle' }, { type: 'net', wanted: true }, { type: 'badge', tabId: 1, text: 'x' }, { type: 'granted', origin: 'https://evil.example/*' }, { to: 'host', type: 'press', tabId: 1, place: 1 }, { to: 'host', type: 'pull' }, { to: 'host', type: 'permissions' }, { type: 'unknown' }, null, 'x', { type: 'host.ensure', extra: 1 }]) {
    const given = await Promise.race([chrome.runtime.sendMessage(message).catch(() => undefined), wait(300)]);
    if (given && given.ok && message?.type !== 'host.ensure') result.workerAnswers.push([message, given]);
  }
  const console_ = chrome.runtime.connect({ name: 'console' });
  const allowed = new Set(['welcome', 'strip', 'pong']);
  console_.onMessage.addListener((m) => { if (!allowed.has(m.type) && !(m.type === 'overlay' && m.overlay === null)) result.strayFrames.push(m); });
  const bad = [null, 1, 'x', [], {}, { type: 'settings.get' }, { id: 1, method: 'knowledge.list', params: {} }, { type: 'snapshot' }, { type: 'snapshot', snapshot: { console: 'x'.repeat(2000000) } }, { type: 'snapshot', snapshot: { __proto__: { polluted: 1 } } }, { type: 'insert-result', requestId: 'x', result: { ok: true, undo: true } }, { type: 'press', place: 99 }];
  for (const m of bad) { try { console_.postMessage(m); } catch {} }
  for (let i = 0; i < 2000; i++) { try { console_.postMessage({ type: 'ping' }); } catch {} }
  await wait(1500);
  console_.disconnect();
  return result;
})()`;

async function isolatedWorld(session: CDPSession, origin: string): Promise<number> {
  const found = new Promise<number>((resolve) => {
    session.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.origin === origin) resolve(context.id);
    });
  });
  await session.send('Runtime.enable');
  return found;
}

async function run<T>(session: CDPSession, contextId: number, expression: string): Promise<T> {
  const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
    expression,
    contextId,
    awaitPromise: true,
    returnByValue: true,
  });
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value as T;
}
