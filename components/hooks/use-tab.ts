import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useHeldTab } from '@/components/hooks/use-held-tab';
import { hostKey, useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import type { TabView } from '@/lib/platform/messages';

/**
 * The console tab that this view shows: kept up to date by the host's events. `boundTo` null: there is no tab to show.
 * Undefined while the first answer is out. `isHeld`: what stands there is of a host that is gone, until the next one has read the chat.
 */
export function useTab(boundTo: number | null): { tab: TabView | null | undefined; isHeld: boolean } {
  const client = useHostClient();
  const queries = useQueryClient();
  const { data, dataUpdatedAt } = useHostQuery('tab.bind', { tabId: boundTo }, { forget: true });
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type !== 'tab') return;
        if (event.tabId !== boundTo) return;
        queries.setQueryData(hostKey('tab.bind', { tabId: boundTo }), event.tab);
      }),
    [client, queries, boundTo],
  );
  return useHeldTab(data, dataUpdatedAt, boundTo);
}
