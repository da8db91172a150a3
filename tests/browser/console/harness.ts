import { resolve } from 'node:path';
import {
  type Browser,
  type BrowserContext,
  type CDPSession,
  chromium,
  type Frame,
  type Locator,
  type Page,
} from 'playwright-core';
import type { Conversation, ConversationRef } from '@/lib/chat/conversation';
import type { Adapter } from '@/lib/console/adapter';
import type { InsertResult, Snapshot } from '@/lib/platform/messages';
import { serveChatUi } from '../../fixtures/chat-uis/serve';
import { serveFixture } from '../../fixtures/consoles/serve';
import type { FixtureApi, FixtureState } from '../../fixtures/consoles/shared/types';
import { bundlePage } from '../../support/bundle-page';
import { findChromium } from '../../support/chromium';

/** A fixture console in real Chromium with `lib/console` mounted in an isolated world, as the content script is. */
export interface ConsolePage {
  page: Page;
  cdp: CDPSession;
  /** The chat's own frame. */
  frame: Frame;
  /** Where that frame stands in the window. */
  offset(): Promise<{ x: number; y: number }>;
  /** An element of the chat's own frame. */
  locate(css: string): Locator;
  /** Evaluates in our isolated world. */
  own<T>(expression: string): Promise<T>;
  /** Calls the fixture's remote control in the page's own world. */
  fixture<M extends keyof FixtureApi>(
    method: M,
    ...args: Parameters<FixtureApi[M]>
  ): Promise<ReturnType<FixtureApi[M]>>;
  state(): Promise<FixtureState>;
  snapshot(): Promise<Snapshot>;
  /** Waits until the published snapshot fulfils `holds`; answers it. */
  waitFor(holds: (snapshot: Snapshot) => boolean, what: string): Promise<Snapshot>;
  insert(text: string, ref?: ConversationRef): Promise<InsertResult>;
  close(): Promise<void>;
}

/** Starts a headless Chromium; close it in `afterAll`. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'],
  });

/** Every request is answered by a fixture or refused: no network. `rewrite` is asked for with each request. */
export async function createContext(
  browser: Browser,
  rewrite: () => readonly [string, string][] = () => [],
): Promise<BrowserContext> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 800 } });
  await context.route('**/*', async (route) => {
    const answer = (await serveFixture(route.request().url())) ?? (await serveChatUi(route.request().url()));
    if (!answer) return route.abort();
    // a console whose programmers renamed something over night
    const body = rewrite().reduce((text, [from, to]) => text.replaceAll(from, to), answer.body);
    return route.fulfill({ ...answer, body });
  });
  return context;
}

/** A page that is used again: every opening navigates, so that a new document starts from nothing. */
interface Seat {
  context: BrowserContext;
  page: Page;
  cdp: CDPSession;
  rewrite: readonly [string, string][];
}
const idle = new WeakMap<Browser, Seat[]>();

async function takeSeat(browser: Browser): Promise<Seat> {
  const free = idle.get(browser)?.pop();
  if (free) return free;
  const seat = { rewrite: [] } as unknown as Seat;
  seat.context = await createContext(browser, () => seat.rewrite);
  seat.page = await seat.context.newPage();
  seat.cdp = await seat.context.newCDPSession(seat.page);
  return seat;
}

/** Gives a page back; a test that failed in the middle never does, and its page goes with the browser. */
async function leaveSeat(browser: Browser, seat: Seat): Promise<void> {
  for (const other of seat.context.pages()) if (other !== seat.page) await other.close();
  // nothing of the old document runs on beside the next test
  await seat.page.goto('about:blank');
  idle.set(browser, [...(idle.get(browser) ?? []), seat]);
}

/** Opens a console fixture and mounts `lib/console` in it (or, for `frame`, in the iframe whose URL contains that). */
export async function openConsole(
  browser: Browser,
  url: string,
  options: {
    frame?: string | undefined;
    rewrite?: readonly [string, string][];
    adapter?: Adapter;
    /** Script that mounts, when it is not the one for bundled consoles. */
    entry?: string;
    /** A folder of rules beside the bundled ones. */
    rules?: string | undefined;
  } = {},
): Promise<ConsolePage> {
  const seat = await takeSeat(browser);
  const { page, cdp } = seat;
  seat.rewrite = options.rewrite ?? [];
  const errors: string[] = [];
  const onError = (error: Error) => void errors.push(error.message);
  page.on('pageerror', onError);
  // the first load of a library waits for its bundle
  await page.goto(url, { timeout: 60_000 });
  const target = options.frame
    ? page.frames().find((frame) => frame.url().includes(options.frame ?? ''))
    : page.mainFrame();
  if (!target) throw new Error(`no frame ${options.frame}`);
  await target
    .waitForFunction(() => '__fixture' in window)
    .catch(() => {
      throw new Error(`the fixture at ${url} did not start: ${errors.join('; ')}`);
    });
  const tree = await cdp.send('Page.getFrameTree');
  const frameId = options.frame
    ? tree.frameTree.childFrames?.find(({ frame }) => frame.url.includes(options.frame ?? ''))?.frame.id
    : tree.frameTree.frame.id;
  if (!frameId) throw new Error('no frame id');
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', { frameId, worldName: 'deskmate' });
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
  if (options.adapter) await own(`globalThis.deskmateAdapter = ${JSON.stringify(options.adapter)}; undefined`);
  // the name under which a trace shows our slices
  await own(
    `${await bundlePage(options.entry ?? resolve(import.meta.dirname, 'page-entry.ts'), options.rules)}; undefined\n//# sourceURL=deskmate-console.js`,
  );
  const snapshot = () => own<Snapshot>('deskmate.mounted.snapshot()');
  const fixture: ConsolePage['fixture'] = (method, ...args) =>
    target.evaluate(
      ([name, values]) => {
        const call = window.__fixture[name as 'receive'] as (...inner: unknown[]) => unknown;
        return call(...(values as unknown[]));
      },
      [method, args] as const,
    ) as Promise<never>;
  return {
    page,
    cdp,
    frame: target,
    async offset() {
      const element = target === page.mainFrame() ? null : await target.frameElement();
      const box = await element?.boundingBox();
      return { x: box?.x ?? 0, y: box?.y ?? 0 };
    },
    locate: (css) => target.locator(css),
    own,
    fixture,
    state: () => fixture('state') as Promise<FixtureState>,
    snapshot,
    async waitFor(holds, what) {
      const until = Date.now() + 5000;
      for (;;) {
        const last = await own<Snapshot | null>('deskmate.events.snapshots.at(-1)?.snapshot ?? null');
        if (last && holds(last)) return last;
        if (Date.now() > until) throw new Error(`never came: ${what}\n${JSON.stringify(last, null, 1)}`);
        await own('new Promise((done) => setTimeout(done, 20))');
      }
    },
    async insert(text, ref) {
      const target = ref ?? (await own<ConversationRef>('deskmate.mounted.snapshot().conversation.ref'));
      return own<InsertResult>(`deskmate.mounted.insert(${JSON.stringify({ ref: target, sourceId: 's-1', text })})`);
    },
    async close() {
      page.off('pageerror', onError);
      await leaveSeat(browser, seat);
    },
  };
}

/** Role and text of each message, for comparison. */
export const rowsOf = (conversation: Conversation | null | undefined): string[] =>
  (conversation?.messages ?? []).map(({ role, parts }) =>
    [
      role,
      ...parts.map((part) =>
        part.type === 'text' ? part.text : part.type === 'product' ? `[${part.product.title}]` : `[${part.type}]`,
      ),
    ].join(': '),
  );
