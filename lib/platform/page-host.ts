import { createLog } from '@/lib/core/log';
import type { HostPage } from './host-page';
import { createHostPage } from './host-page';
import type { ViewFrame, ViewRequest } from './messages';
import { createPortPair, type Port } from './port';
import { PORT_VIEW } from './port-names';

/**
 * Browsers without offscreen documents (some forks): the open panel, pop-out or desk is the host. A Web Lock makes it one
 * page only; when that page closes, the next one in the queue takes over.
 */

const LOCK = 'deskmate-host';
const log = createLog('page-host');

export interface PageHost {
  /** A line to the host for a view in this page: in-process when this page is the host, null when another page is. */
  openLocal(): Port<ViewFrame, ViewRequest> | null;
}

/** Queues this page as the host. `start` runs once, when (and if) this page gets the lock, which it then keeps. */
export function createPageHost(start: (page: HostPage) => { accept(port: Port<never, never>): void }): PageHost {
  let host: { accept(port: Port<never, never>): void } | null = null;
  let page: HostPage | null = null;
  void navigator.locks
    .request(LOCK, () => {
      page = createHostPage();
      host = start(page);
      log.debug('this page is the host now');
      // Held until the page goes away.
      return new Promise<never>(() => undefined);
    })
    .catch((error: unknown) => log.error('no lock', { error: String(error) }));
  return {
    openLocal: () => {
      if (!host || !page) return null;
      const sender = { tabId: null, frameId: 0, url: `${page.own.origin}/sidepanel.html`, extensionId: page.own.id };
      const [view, hostEnd] = createPortPair<ViewFrame, ViewRequest>(PORT_VIEW, sender);
      host.accept(hostEnd as unknown as Port<never, never>);
      return view;
    },
  };
}
