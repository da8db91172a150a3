import { createLog } from '@/lib/core/log';
import { browser } from './browser';

/**
 * Where the detection script runs: in a page that the agent pressed the action on (`activeTab`), and on hosts that were granted,
 * where it is registered with the browser and so outlives this worker and the browser itself.
 */

const log = createLog('detect-scripts');
const SCRIPT = 'detect.js';
const ID = 'detect';

/** Match patterns of the pages that the bundled adapters read. */
const getBundled = (): string[] =>
  (browser.runtime.getManifest().content_scripts ?? []).flatMap(({ matches }) => matches ?? []);

/** True when a bundled adapter's script already stands in the page. */
export function isBundled(url: string, patterns: readonly string[] = getBundled()): boolean {
  return patterns.some((pattern) => {
    const parts = /^(\*|https?):\/\/([^/]+)\//.exec(pattern);
    if (!parts?.[1] || !parts[2] || !URL.canParse(url)) return false;
    const { protocol, hostname } = new URL(url);
    if (parts[1] !== '*' && `${parts[1]}:` !== protocol) return false;
    const host = parts[2];
    return host.startsWith('*.') ? hostname === host.slice(2) || hostname.endsWith(host.slice(1)) : hostname === host;
  });
}

/** The agent pressed the action on this tab: looks for a chat in it. Pages of the browser itself refuse, and that is all right. */
export async function detectInTab(tab: { id?: number | undefined; url?: string | undefined }): Promise<void> {
  if (tab.id === undefined || (tab.url !== undefined && (!/^https?:/.test(tab.url) || isBundled(tab.url)))) return;
  await browser.scripting
    .executeScript({ target: { tabId: tab.id, allFrames: true }, files: [`/${SCRIPT}`] })
    .catch((error: unknown) => log.debug('this page lets nobody look', { error: String(error) }));
}

/** Hosts that the agent granted beside the bundled ones. */
async function getGranted(): Promise<string[]> {
  const bundled = new Set(getBundled());
  const { origins = [] } = await browser.permissions.getAll();
  return origins.filter((origin) => !bundled.has(origin) && /^(?:\*|https?):/.test(origin));
}

/** Brings the registration in line with what is granted, and attaches pages that are open already. */
export async function syncDetectScripts(): Promise<void> {
  const matches = await getGranted();
  try {
    const known = await browser.scripting.getRegisteredContentScripts({ ids: [ID] });
    if (known.length > 0) await browser.scripting.unregisterContentScripts({ ids: [ID] });
    if (matches.length === 0) return;
    await browser.scripting.registerContentScripts([
      {
        id: ID,
        js: [SCRIPT],
        matches,
        excludeMatches: getBundled(),
        allFrames: true,
        runAt: 'document_idle',
        persistAcrossSessions: true,
      },
    ]);
  } catch (error) {
    log.warn('detection could not be registered', { error: String(error) });
  }
  const tabs = await browser.tabs.query({ url: matches }).catch(() => []);
  for (const tab of tabs) await detectInTab(tab);
}
