import { createContext, type ReactNode, useContext } from 'react';
import type { HostClient } from '@/lib/platform/host-client';

const HostClientContext = createContext<HostClient | null>(null);

/** Gives every view below it the line to the host. */
export function HostClientProvider({ client, children }: { client: HostClient; children: ReactNode }) {
  return <HostClientContext value={client}>{children}</HostClientContext>;
}

/** The line to the host. A view outside `HostClientProvider` is a bug. */
export function useHostClient(): HostClient {
  const client = useContext(HostClientContext);
  if (!client) throw new Error('useHostClient needs a HostClientProvider');
  return client;
}
