import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hostKey, useHostQuery } from '@/components/hooks/use-host-query';
import { useInterrupted } from '@/components/hooks/use-interrupted';
import { useHostClient } from '@/components/host-client-context';
import type { LlmToolView } from '@/lib/platform/methods/llm-methods';

/** The agent's tool in one tab, and the way to put away what is kept here only. */
export interface LlmToolState {
  tool: LlmToolView | null;
  forget(): void;
}

/** The agent's tool in a tab, kept up to date by the host's events. */
export function useLlmTool(tabId: number | null): LlmToolState {
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
  const [tool, forget] = useInterrupted(hostKey('llm.tool.get', { tabId }), data, toBroken, isBlank);
  return { tool: tool ?? null, forget };
}

/** A result of a host that is gone can no longer be inserted. */
const toBroken = (view: LlmToolView): LlmToolView => ({
  ...view,
  state: 'error',
  reason: 'interrupted',
  preview: '',
  result: null,
});
const isBlank = (view: LlmToolView): boolean => view.state === 'idle';
