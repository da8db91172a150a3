import { browser } from './browser';

/** Where the panel was opened. */
export type PanelPlace = 'side-panel' | 'sidebar' | 'window';

/** Width of the panel as a window of its own, CSS px: the narrowest that the views are made for plus the frame. */
const WINDOW = { width: 400, height: 800 };

/**
 * Opens the panel beside a tab. Must run synchronously inside the gesture's handler: `sidePanel.open()` is the first call.
 * Without `sidePanel`, or when `open()` rejects, the same page opens as a narrow window bound to that tab.
 */
export function openPanel(tab: { id?: number; windowId?: number }): Promise<PanelPlace> {
  if (typeof chrome !== 'undefined' && chrome.sidePanel?.open && tab.windowId !== undefined) {
    return chrome.sidePanel
      .open({ windowId: tab.windowId })
      .then((): PanelPlace => 'side-panel')
      .catch(() => openPanelWindow(tab.id));
  }
  const sidebar = (browser as { sidebarAction?: { toggle(): Promise<void> } }).sidebarAction;
  if (sidebar) return sidebar.toggle().then((): PanelPlace => 'sidebar');
  return openPanelWindow(tab.id);
}

async function openPanelWindow(tabId: number | undefined): Promise<PanelPlace> {
  const base = browser.runtime.getURL('sidepanel.html');
  const open = await browser.tabs.query({ url: `${base}*` }).catch(() => []);
  const same = open.find((tab) => tab.url?.includes(`tab=${tabId}`));
  if (same?.windowId !== undefined) {
    await browser.windows.update(same.windowId, { focused: true });
    return 'window';
  }
  await browser.windows.create({ url: tabId === undefined ? base : `${base}?tab=${tabId}`, type: 'popup', ...WINDOW });
  return 'window';
}
