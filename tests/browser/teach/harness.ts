import { resolve } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Snapshot } from '@/lib/platform/messages';
import { openConsole } from '../console/harness';

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
  const { page, own, close } = await openConsole(browser, url, {
    entry: resolve(import.meta.dirname, 'page-entry.ts'),
    frame,
  });
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
    close,
  };
}
