import { browser } from './browser';

/**
 * The active tab of the window that this page stands in, now and after every change; null when there is none.
 * Returns the way to stop.
 */
export function watchActiveTab(onChange: (tabId: number | null) => void): () => void {
  let stopped = false;
  let last: number | null | undefined;
  const check = async () => {
    const [tab] = await browser.tabs.query({ active: true, currentWindow: true }).catch(() => []);
    const id = tab?.id ?? null;
    if (stopped || id === last) return;
    last = id;
    onChange(id);
  };
  const onActivated = () => void check();
  browser.tabs.onActivated.addListener(onActivated);
  browser.tabs.onAttached.addListener(onActivated);
  browser.tabs.onReplaced.addListener(onActivated);
  void check();
  return () => {
    stopped = true;
    browser.tabs.onActivated.removeListener(onActivated);
    browser.tabs.onAttached.removeListener(onActivated);
    browser.tabs.onReplaced.removeListener(onActivated);
  };
}

/** The tab that this page stands in; null for a page outside of any tab. */
export const getOwnTabId = async (): Promise<number | null> => (await browser.tabs.getCurrent())?.id ?? null;
