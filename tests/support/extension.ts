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
  const userDataDir = mkdtempSync(join(tmpdir(), 'deskmate-'));
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: findChromium(),
    headless: false,
    viewport: { width: 1280, height: 800 },
    locale: 'zh-CN',
    args: ['--headless=new', ...CHROMIUM_ARGS],
  });
  return {
    context,
    close: async () => {
      await context.close();
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }).catch(() => undefined);
    },
  };
}

/** Starts Chromium with the built extension and waits until its worker runs. */
export async function launchExtension(options: LaunchOptions = {}): Promise<ExtensionBrowser> {
  const dir = options.dir ?? buildDir();
  const userDataDir = options.userDataDir ?? mkdtempSync(join(tmpdir(), 'deskmate-'));
  const context = await chromium.launchPersistentContext(userDataDir, {
    executablePath: findChromium(),
    headless: false,
    viewport: options.viewport === undefined ? { width: 1280, height: 800 } : options.viewport,
    colorScheme: options.colorScheme ?? 'light',
    locale: options.locale ?? 'zh-CN',
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
      if (!options.userDataDir)
        await rm(userDataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }).catch(() => undefined);
    },
  };
}

async function newBrowserSession(context: BrowserContext): Promise<CDPSession> {
  const page = context.pages()[0] ?? (await context.newPage());
  return context.newCDPSession(page);
}
