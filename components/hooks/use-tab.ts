import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hostKey, useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import type { TabView } from '@/lib/platform/messages';

/**
 * The console tab that this view shows: kept up to date by the host's events. `boundTo` null: there is no tab to show.
 * Undefined while the first answer is out.
 */
export function useTab(boundTo: number | null): TabView | null | undefined {
  const client = useHostClient();
  const queries = useQueryClient();
  const { data } = useHostQuery('tab.bind', { tabId: boundTo }, { forget: true });
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type !== 'tab') return;
        if (event.tabId !== boundTo) return;
        queries.setQueryData(hostKey('tab.bind', { tabId: boundTo }), event.tab);
      }),
    [client, queries, boundTo],
  );
  return data;
}
