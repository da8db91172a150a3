import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type BrowserContext, type CDPSession, chromium, type Page } from 'playwright-core';
import { findChromium } from './chromium';
import { attachPanel, type PanelDriver } from './side-panel';

/** The folder of a build made by `npm run build` or `build:e2e`. */
export const buildDir = (mode: 'production' | 'e2e' = 'production'): string =>
  resolve(mode === 'e2e' ? '.output/chrome-mv3-e2e' : '.output/chrome-mv3');

/** The fixed id that the public key of wxt.config.ts gives every unpacked install. */
export interface ExtensionBrowser {
  context: BrowserContext;
  browserCdp: CDPSession;
  /** chrome-extension://<id> */
  origin: string;
  /** A person's press on the toolbar button while that page is in front. */
  triggerAction(page: Page): Promise<void>;
  /** Opens the real side panel beside a console page, by the toolbar action. */
  openPanel(page: Page): Promise<PanelDriver>;
  close(): Promise<void>;
}

/** Flags that keep a headless Chromium quiet on a machine without network. */
export const CHROMIUM_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

interface LaunchOptions {
  dir?: string;
  headless?: boolean;
  userDataDir?: string;
  viewport?: { width: number; height: number } | null;
  args?: string[];
  colorScheme?: 'light' | 'dark';
  locale?: string;
}

/** The same browser in the same mode without any extension, for comparisons. */
export async function launchBare(): Promise<{ context: BrowserContext; close(): Promise<void> }> {
  const userDataDir = createProfile();
  const context = await chromium.launchPersistentContext(userDataDir, {
    ...toLook({}),
    args: ['--headless=new', ...CHROMIUM_ARGS],
  });
  return { context, close: () => context.close().then(() => removeProfile(userDataDir)) };
}

const createProfile = (): string => mkdtempSync(join(tmpdir(), 'deskmate-'));

/** Removes a profile that its browser has let go, or soon will. */
const removeProfile = (dir: string): Promise<void> =>
  rm(dir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }).catch(() => undefined);

/** Which browser, and how it looks; whether it is headless is said by its arguments. */
const toLook = ({ viewport, colorScheme, locale }: LaunchOptions) => ({
  executablePath: findChromium(),
  headless: false,
  viewport: viewport === undefined ? { width: 1280, height: 800 } : viewport,
  colorScheme: colorScheme ?? ('light' as const),
  locale: locale ?? 'zh-CN',
});

/** Starts Chromium with the built extension and waits until its worker runs. */
export async function launchExtension(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
  const dir = options.dir ?? buildDir();
  const userDataDir = options.userDataDir ?? createProfile();
  const context = await chromium.launchPersistentContext(userDataDir, {
    ...toLook(options),
    ignoreDefaultArgs: ['--disable-extensions', '--disable-component-extensions-with-background-pages'],
    args: [
      ...(options.headless === false ? [] : ['--headless=new']),
      ...CHROMIUM_ARGS,
      '--enable-unsafe-extension-debugging',
      `--disable-extensions-except=${dir}`,
      `--load-extension=${dir}`,
      ...(options.args ?? []),
    ],
  });
  const worker = context.serviceWorkers()[0] ?? (await context.waitForEvent('serviceworker', { timeout: 20_000 }));
  // Node's URL gives no origin for extension addresses.
  const origin = worker.url().split('/').slice(0, 3).join('/');
  const browser = context.browser();
  const browserCdp = browser ? await browser.newBrowserCDPSession() : await newBrowserSession(context);
  const triggerAction = async (page: Page) => {
    await page.bringToFront();
    // The action is triggered on the tab, which is a target of its own around the page's.
    const { targetInfos } = (await browserCdp.send('Target.getTargets', { filter: [{ type: 'tab' }] } as never)) as {
      targetInfos: { targetId: string; url: string }[];
    };
    const tab = targetInfos.filter((target) => target.url === page.url()).at(-1);
    const id = origin.split('//')[1];
    await browserCdp.send('Extensions.triggerAction' as never, { id, targetId: tab?.targetId } as never);
  };
  return {
    context,
    browserCdp,
    origin,
    triggerAction,
    openPanel: async (page) => {
      await triggerAction(page);
      return attachPanel(browserCdp, (url) => url.startsWith(`${origin}/sidepanel.html`));
    },
    close: async () => {
      await context.close();
      if (!options.userDataDir) await removeProfile(userDataDir);
    },
  };
}

async function newBrowserSession(context: BrowserContext): Promise<CDPSession> {
  const page = context.pages()[0] ?? (await context.newPage());
  return context.newCDPSession(page);
}
