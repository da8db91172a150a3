import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Snapshot } from '@/lib/platform/messages';
import { bundlePage } from '../../support/bundle-page';
import { createContext } from '../console/harness';

/** A fixture page in real Chromium with the teaching code in an isolated world, as the teaching script is. */
export interface TeachPage {
  page: Page;
  own<T>(expression: string): Promise<T>;
  /** Waits until the newest snapshot of the taught console fulfils `holds`. */
  waitFor(holds: (snapshot: Snapshot) => boolean, what: string): Promise<Snapshot>;
  close(): Promise<void>;
}

/** Opens a page (or the frame whose address contains `frame`) and loads the teaching code beside it. */
export async function openTeachPage(browser: Browser, url: string, frame?: string): Promise<TeachPage> {
  const context = await createContext(browser);
  const page = await context.newPage();
  await page.goto(url);
  const target = frame ? page.frames().find((one) => one.url().includes(frame)) : page.mainFrame();
  if (!target) throw new Error(`no frame ${frame}`);
  await target.waitForFunction(() => '__fixture' in window);
  const cdp = await context.newCDPSession(page);
  const tree = await cdp.send('Page.getFrameTree');
  const frameId = frame
    ? tree.frameTree.childFrames?.find((child) => child.frame.url.includes(frame))?.frame.id
    : tree.frameTree.frame.id;
  if (!frameId) throw new Error('no frame id');
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', { frameId, worldName: 'deskmate-teach' });
  const own = async <T>(expression: string): Promise<T> => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value as T;
  };
  await own(`${await bundlePage(resolve(import.meta.dirname, 'page-entry.ts'))}; undefined`);
  return {
    page,
    own,
    async waitFor(holds, what) {
      const until = Date.now() + 6000;
      for (;;) {
        const last = await own<Snapshot | null>('teach.events.at(-1) ?? null');
        if (last && holds(last)) return last;
        if (Date.now() > until) throw new Error(`never came: ${what}\n${JSON.stringify(last, null, 1)}`);
        await own('new Promise((done) => setTimeout(done, 20))');
      }
    },
    close: () => context.close(),
  };
}
