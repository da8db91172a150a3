import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { hostKey, useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import type { Settings } from '@/lib/platform/messages';

/** The agent's settings, undefined until the host answered, and the way to change some of them. */
export function useSettings(): { settings: Settings | undefined; change: (part: Partial<Settings>) => Promise<void> } {
  const client = useHostClient();
  const queries = useQueryClient();
  const { data } = useHostQuery('settings.get', {});
  const change = useCallback(
    async (part: Partial<Settings>) => {
      const settings = await client.call('settings.set', part);
      queries.setQueryData(hostKey('settings.get', {}), settings);
    },
    [client, queries],
  );
  return { settings: data, change };
}
