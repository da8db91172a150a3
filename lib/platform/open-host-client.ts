import { createHostClient, type HostClient, openViewPort } from './host-client';
import type { HostPage } from './host-page';
import { hasOffscreen } from './offscreen';
import { createPageHost } from './page-host';
import type { Port } from './port';

/** The line of a view to the host of this browser. `name`: a strip's port name with its token. */
export const openHostClient = (name?: string): HostClient => createHostClient(() => openViewPort(name));

/**
 * The line of a full page (panel, desk). Where there are no offscreen documents that page offers itself as the host;
 * `startHost` is loaded only then.
 */
export function openPageClient(
  loadHost: () => Promise<(page: HostPage) => { accept(port: Port<never, never>): void }>,
): HostClient {
  if (hasOffscreen()) return openHostClient();
  const pageHost = loadHost().then((start) => createPageHost(start));
  return createHostClient(async () => (await pageHost).openLocal() ?? openViewPort());
}
