import type { Runtime } from 'webextension-polyfill';
import { createLog } from '@/lib/core/log';
import { browser } from './browser';
import { detectInTab, syncDetectScripts } from './detect-scripts';
import { type HostMessage, type WorkerMessage, workerMessageSchema } from './messages';
import { closeHost, hasOffscreen, isHostOpen, openHost } from './offscreen';
import { openPanel } from './panel';
import { teachInTab } from './teach-script';

/**
 * The service worker's whole job: it creates and closes the host, opens the panel, hands on keys and alarms, and attaches
 * consoles that were open before an install or update. It keeps nothing: it may die 30 s after any event.
 */

const log = createLog('worker');
const ALARM = 'net';
/** The shortest period that Chrome grants a packed extension. */
const ALARM_MINUTES = 0.5;
/** The red of the panel's must-read banner (components/app/theme.css). */
const BADGE_COLOR = '#b3222b';

/** Registers every listener synchronously; call it first thing in the worker. */
export function registerRouter(): void {
  void lockStorage();

  browser.runtime.onMessage.addListener((raw: unknown, sender: Runtime.MessageSender) => {
    const parsed = workerMessageSchema.safeParse(raw);
    if (!parsed.success || sender.id !== browser.runtime.id) return undefined;
    return answer(parsed.data, sender);
  });

  browser.action.onClicked.addListener((tab) => {
    void openPanel(tab).then((place) => log.debug('panel opened', { place }));
    // the press grants this one page for the moment: where no adapter reads it, its chat is looked for
    void detectInTab(tab);
  });

  browser.commands.onCommand.addListener((command, tab) => {
    const place = /^insert-([123])$/.exec(command)?.[1];
    if (place) void forwardPress(Number(place), tab?.id);
  });

  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ALARM) void onNet();
  });

  // Without a listener the worker would not be woken for them; the work itself is done once per session, below.
  browser.runtime.onInstalled.addListener(() => undefined);
  browser.runtime.onStartup.addListener(() => undefined);
  void attachOncePerSession();
  const onPermissions = () => {
    void tellHost({ to: 'host', type: 'permissions' });
    void syncDetectScripts();
  };
  browser.permissions.onAdded.addListener(onPermissions);
  browser.permissions.onRemoved.addListener(onPermissions);
}

async function answer(message: WorkerMessage, sender: Runtime.MessageSender): Promise<unknown> {
  switch (message.type) {
    case 'host.ensure':
      return ensureHost();
    case 'panel.open': {
      const { tab } = sender;
      return tab ? { ok: true, place: await openPanel(tab) } : { ok: false };
    }
  }
  // The rest is for our own pages only.
  if (!isOwnPage(sender)) return { ok: false };
  switch (message.type) {
    case 'host.idle':
      await closeHost();
      return { ok: true };
    case 'net':
      if (message.wanted) await browser.alarms.create(ALARM, { periodInMinutes: ALARM_MINUTES });
      else await browser.alarms.clear(ALARM);
      return { ok: true };
    case 'badge':
      await setBadge(message.text, message.tabId).catch(() => undefined);
      return { ok: true };
    case 'teach':
      return { ok: await teachInTab(message.tabId) };
    case 'granted':
      return { ok: await browser.permissions.contains({ origins: [message.origin] }) };
  }
}

async function setBadge(text: string, tabId: number | undefined): Promise<void> {
  await browser.action.setBadgeBackgroundColor({ color: BADGE_COLOR });
  await browser.action.setBadgeText(tabId === undefined ? { text } : { tabId, text });
}

/** Without offscreen documents an open panel is the host; then there is nothing to create, only to say so. */
async function ensureHost(): Promise<{ ok: boolean }> {
  if (!hasOffscreen()) return { ok: true };
  try {
    await openHost();
    return { ok: true };
  } catch (error) {
    log.error('the host did not start', { error: String(error) });
    return { ok: false };
  }
}

async function forwardPress(place: number, tabId: number | undefined): Promise<void> {
  const id = tabId ?? (await browser.tabs.query({ active: true, lastFocusedWindow: true }))[0]?.id;
  if (id !== undefined) await tellHost({ to: 'host', type: 'press', tabId: id, place });
}

const tellHost = (message: HostMessage): Promise<unknown> =>
  browser.runtime.sendMessage(message).catch(() => undefined);

/** The net under the host's own schedule: start it when it is gone, pull once. */
async function onNet(): Promise<void> {
  if (hasOffscreen() && (await isHostOpen())) return;
  await ensureHost();
  await tellHost({ to: 'host', type: 'pull' });
}

/** Content scripts must not read what the extension stores. */
async function lockStorage(): Promise<void> {
  for (const area of [chrome.storage?.local, chrome.storage?.session]) {
    await area?.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' }).catch(() => undefined);
  }
}

const isOwnPage = (sender: Runtime.MessageSender): boolean =>
  sender.url?.startsWith(browser.runtime.getURL('')) === true && !sender.url.includes('/strip.html');

/** `storage.session` is empty after an install, update, crash, switch-on or browser start, and survives this worker's death. */
async function attachOncePerSession(): Promise<void> {
  const { attached } = await browser.storage.session.get('attached');
  if (attached) return;
  await browser.storage.session.set({ attached: true });
  await attachOpenConsoles();
  await syncDetectScripts();
}

/** After install, update or a crash: consoles that are already open get the content script without a page reload. */
async function attachOpenConsoles(): Promise<void> {
  for (const script of browser.runtime.getManifest().content_scripts ?? []) {
    const tabs = await browser.tabs.query({ url: script.matches }).catch(() => []);
    for (const tab of tabs) {
      if (tab.id === undefined) continue;
      await browser.scripting
        .executeScript({ target: { tabId: tab.id, allFrames: true }, files: script.js ?? [] })
        .catch((error: unknown) => log.warn('a console could not be attached', { error: String(error) }));
    }
  }
}
