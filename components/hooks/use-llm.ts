import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { hostKey, useHostQuery } from '@/components/hooks/use-host-query';
import { useInterrupted } from '@/components/hooks/use-interrupted';
import { useHostClient } from '@/components/host-client-context';
import { isSameConversation } from '@/lib/chat/conversation';
import type { LlmView } from '@/lib/platform/methods/llm-methods';

/** The LLM's side of a tab, kept up to date by the host's events; null where there is none, undefined before the first answer. */
export function useLlm(tabId: number | null): LlmView | null | undefined {
  const client = useHostClient();
  const queries = useQueryClient();
  const { data } = useHostQuery('llm.tab.get', { tabId }, { forget: true });
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type === 'llm' && event.tabId === tabId)
          queries.setQueryData(hostKey('llm.tab.get', { tabId }), event.llm);
      }),
    [client, queries, tabId],
  );
  const [shown] = useInterrupted(hostKey('llm.tab.get', { tabId }), data, toBroken, isBlank);
  return shown;
}

const toBroken = (view: LlmView): LlmView => ({ ...view, state: 'error', reason: 'interrupted', preview: [] });
const isBlank = (view: LlmView, broken: LlmView): boolean =>
  view.reason === 'ready' && view.turnId === broken.turnId && isSameConversation(view.ref, broken.ref);
