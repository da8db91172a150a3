import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { InsertResult } from '@/lib/platform/messages';
import { createContext, launchBrowser } from './harness';

/** Inserting into the real editor libraries: their own model must hold the text, and their own undo must give it back. */

/** Editors that group undo steps by time make an insert wait a second: others work meanwhile. */
vi.setConfig({ maxConcurrency: 6 });

let browser: Browser;
let script = '';
beforeAll(async () => {
  browser = await launchBrowser();
  const built = await build({
    entryPoints: [resolve(import.meta.dirname, 'editors-entry.ts')],
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    alias: { '@': resolve(import.meta.dirname, '../../..') },
  });
  script = built.outputFiles[0]?.text ?? '';
});
afterAll(() => browser.close());

interface EditorPage {
  page: Page;
  cdp: CDPSession;
  /** Evaluates in our isolated world. */
  own<T>(expression: string): Promise<T>;
  insert(text: string): Promise<InsertResult>;
  /** Waits until the editor's model, which takes in the last key in its own time, holds this. */
  settles(expected: string): Promise<void>;
  type(text: string): Promise<void>;
}

/** Pages that are used again: every opening navigates. */
const idle: { page: Page; cdp: CDPSession }[] = [];

async function takePage(): Promise<{ page: Page; cdp: CDPSession }> {
  const free = idle.pop();
  if (free) return free;
  const context = await createContext(browser);
  const page = await context.newPage();
  return { page, cdp: await context.newCDPSession(page) };
}

/** Opens an editor with our inserter beside it. */
async function openEditor(kind: string, onTestFinished: (run: () => void) => void): Promise<EditorPage> {
  const { page, cdp } = await takePage();
  onTestFinished(() => void idle.push({ page, cdp }));
  await page.goto(`https://editors.test/fixture/editors/?kind=${kind}`);
  await page.waitForSelector('.composer');
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const world = { frameId: frameTree.frame.id, worldName: 'deskmate' };
  const { executionContextId: contextId } = await cdp.send('Page.createIsolatedWorld', world);
  const own = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
  await own(`${script}; undefined`);
  const model = () => page.evaluate(() => window.__editor.text());
  return {
    page,
    cdp,
    own,
    insert: (text) => own<InsertResult>(`deskmate.insert(${JSON.stringify(text)})`),
    settles: async (expected) => {
      const until = Date.now() + 3000;
      while (Date.now() < until && (await model()) !== expected) await new Promise((done) => setTimeout(done, 20));
      expect(await model()).toBe(expected);
    },
    async type(text) {
      await page.keyboard.type(text);
      await own('new Promise((done) => setTimeout(done, 120))');
    },
  };
}

describe.each([
  ['editable', null],
  ['pre', null],
  ['quill', 'quill'],
  ['draft', 'draft'],
  ['slate', 'slate'],
  ['prosemirror', 'prosemirror'],
  ['lexical', 'lexical'],
])('%s', (kind, guessed) => {
  test.concurrent('is recognised', async ({ onTestFinished }) => {
    const on = await openEditor(kind, onTestFinished);
    expect(await on.own('deskmate.kind()')).toBe(guessed);
  });

  test.concurrent('takes lines and emoji into its model behind the half-typed words; one undo gives exactly those back', async ({
    onTestFinished,
  }) => {
    const on = await openEditor(kind, onTestFinished);
    await on.page.click('.composer');
    await on.type('abc');
    expect(await on.insert('冷水手洗\n阴凉处晾干 😊')).toEqual({ ok: true, undo: true });
    await on.settles('abc冷水手洗\n阴凉处晾干 😊');
    await on.page.keyboard.press('Control+z');
    await on.settles('abc');
  });

  test.concurrent('writes at the caret, and typing goes on behind the text', async ({ onTestFinished }) => {
    const on = await openEditor(kind, onTestFinished);
    await on.page.click('.composer');
    await on.type('abcd');
    await on.page.keyboard.press('ArrowLeft');
    await on.page.keyboard.press('ArrowLeft');
    await on.own('new Promise((done) => setTimeout(done, 120))');
    expect(await on.insert('真丝')).toEqual({ ok: true, undo: true });
    await on.settles('ab真丝cd');
    await on.type('X');
    await on.settles('ab真丝Xcd');
  });

  test.concurrent('keeps what is selected', async ({ onTestFinished }) => {
    const on = await openEditor(kind, onTestFinished);
    await on.page.click('.composer');
    await on.type('abc');
    await on.page.keyboard.press('Control+a');
    await on.own('new Promise((done) => setTimeout(done, 120))');
    expect(await on.insert('好的')).toEqual({ ok: true, undo: true });
    await on.settles('abc好的');
  });

  test.concurrent('works in a box that never had the focus, and one that lost it', async ({ onTestFinished }) => {
    const on = await openEditor(kind, onTestFinished);
    expect(await on.insert('您好')).toEqual({ ok: true, undo: true });
    await on.settles('您好');
    await on.page.click('#elsewhere');
    expect(await on.insert('，在的')).toEqual({ ok: true, undo: true });
    await on.settles('您好，在的');
  });

  test.concurrent('takes the text back when the chat changes right after the write', async ({ onTestFinished }) => {
    const on = await openEditor(kind, onTestFinished);
    await on.page.click('.composer');
    await on.type('abc');
    await on.own('deskmate.switchAtLook(4)');
    expect(await on.insert('只给第一位')).toEqual({ ok: false, reason: 'chat-changed' });
    await on.settles('abc');
  });

  test.concurrent('leaves a composition alone', async ({ onTestFinished }) => {
    const on = await openEditor(kind, onTestFinished);
    await on.page.click('.composer');
    await on.type('a');
    await on.cdp.send('Input.imeSetComposition', { text: 'zhen', selectionStart: 4, selectionEnd: 4 });
    expect(await on.insert('不要打断')).toEqual({ ok: false, reason: 'composing' });
    await on.cdp.send('Input.insertText', { text: '真' });
    await on.settles('a真');
  });

  test.concurrent('what stands there is reported as draft', async ({ onTestFinished }) => {
    const on = await openEditor(kind, onTestFinished);
    await on.page.click('.composer');
    await on.type('您好');
    expect(await on.insert('，在的')).toMatchObject({ ok: true });
    await on.type('！');
    expect((await on.own<string[]>('deskmate.drafts')).at(-1)).toBe('您好，在的！');
  });
});
