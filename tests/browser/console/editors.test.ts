import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { InsertResult } from '@/lib/platform/messages';
import { createContext, launchBrowser } from './harness';

/** Inserting into the real editor libraries: their own model must hold the text, and their own undo must give it back. */

let browser: Browser;
let script = '';
beforeAll(async () => {
  browser = await launchBrowser();
  const built = await build({
    entryPoints: [resolve(import.meta.dirname, 'editors-entry.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    alias: { '@': resolve(import.meta.dirname, '../../..') },
  });
  script = built.outputFiles[0]?.text ?? '';
});
afterAll(() => browser.close());

describe.each([
  ['editable', null],
  ['pre', null],
  ['quill', 'quill'],
  ['draft', 'draft'],
  ['slate', 'slate'],
  ['prosemirror', 'prosemirror'],
  ['lexical', 'lexical'],
])('%s', (kind, guessed) => {
  let page: Page;
  let cdp: CDPSession;
  let contextId = 0;
  beforeAll(async () => {
    const context = await createContext(browser);
    page = await context.newPage();
    cdp = await context.newCDPSession(page);
  });
  beforeEach(async () => {
    await page.goto(`https://editors.test/fixture/editors/?kind=${kind}`);
    await page.waitForSelector('.composer');
    const { frameTree } = await cdp.send('Page.getFrameTree');
    contextId = (await cdp.send('Page.createIsolatedWorld', { frameId: frameTree.frame.id, worldName: 'deskmate' }))
      .executionContextId;
    await own(`${script}; undefined`);
  });
  afterAll(() => page.context().close());

  async function own<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  }
  const insert = (text: string) => own<InsertResult>(`deskmate.insert(${JSON.stringify(text)})`);
  const model = () => page.evaluate(() => window.__editor.text());
  /** The editor's model after it had time to take in the last key. */
  const settles = (expected: string) => expect.poll(model, { timeout: 3000, interval: 20 }).toBe(expected);
  const type = async (text: string) => {
    await page.keyboard.type(text);
    await own('new Promise((done) => setTimeout(done, 120))');
  };

  test('is recognised', async () => {
    expect(await own('deskmate.kind()')).toBe(guessed);
  });

  test('takes lines and emoji into its model behind the half-typed words; one undo gives exactly those back', async () => {
    await page.click('.composer');
    await type('abc');
    expect(await insert('冷水手洗\n阴凉处晾干 😊')).toEqual({ ok: true, undo: true });
    await settles('abc冷水手洗\n阴凉处晾干 😊');
    await page.keyboard.press('Control+z');
    await settles('abc');
  });

  test('writes at the caret, and typing goes on behind the text', async () => {
    await page.click('.composer');
    await type('abcd');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowLeft');
    await own('new Promise((done) => setTimeout(done, 120))');
    expect(await insert('真丝')).toEqual({ ok: true, undo: true });
    await settles('ab真丝cd');
    await type('X');
    await settles('ab真丝Xcd');
  });

  test('keeps what is selected', async () => {
    await page.click('.composer');
    await type('abc');
    await page.keyboard.press('Control+a');
    await own('new Promise((done) => setTimeout(done, 120))');
    expect(await insert('好的')).toEqual({ ok: true, undo: true });
    await settles('abc好的');
  });

  test('works in a box that never had the focus, and one that lost it', async () => {
    expect(await insert('您好')).toEqual({ ok: true, undo: true });
    await settles('您好');
    await page.click('#elsewhere');
    expect(await insert('，在的')).toEqual({ ok: true, undo: true });
    await settles('您好，在的');
  });

  test('takes the text back when the chat changes right after the write', async () => {
    await page.click('.composer');
    await type('abc');
    await own('deskmate.switchAtLook(4)');
    expect(await insert('只给第一位')).toEqual({ ok: false, reason: 'chat-changed' });
    await settles('abc');
  });

  test('leaves a composition alone', async () => {
    await page.click('.composer');
    await type('a');
    await cdp.send('Input.imeSetComposition', { text: 'zhen', selectionStart: 4, selectionEnd: 4 });
    expect(await insert('不要打断')).toEqual({ ok: false, reason: 'composing' });
    await cdp.send('Input.insertText', { text: '真' });
    await settles('a真');
  });

  test('what stands there is reported as draft', async () => {
    await page.click('.composer');
    await type('您好');
    expect(await insert('，在的')).toMatchObject({ ok: true });
    await type('！');
    expect((await own<string[]>('deskmate.drafts')).at(-1)).toBe('您好，在的！');
  });
});
