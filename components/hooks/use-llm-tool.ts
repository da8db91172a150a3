import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hostKey, useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import type { LlmToolView } from '@/lib/platform/methods/llm-methods';

/** The agent's tool in a tab, kept up to date by the host's events. */
export function useLlmTool(tabId: number): LlmToolView | null {
  const client = useHostClient();
  const queries = useQueryClient();
  const { data } = useHostQuery('llm.tool.get', { tabId }, { forget: true });
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type === 'llm-tool' && event.tabId === tabId)
          queries.setQueryData(hostKey('llm.tool.get', { tabId }), event.tool);
      }),
    [client, queries, tabId],
  );
  return data ?? null;
}
