import { useSyncExternalStore } from 'react';
import { useHostClient } from '@/components/host-client-context';
import type { HostClientState } from '@/lib/platform/host-client';

/** Whether the host answers: `connecting`, `connected`, or `stopped` after the retries failed. */
export function useHostState(): HostClientState {
  const client = useHostClient();
  return useSyncExternalStore(client.onState, client.state, client.state);
}
