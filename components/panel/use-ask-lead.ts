import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import type { TabView } from '@/lib/platform/messages';
import { toLeadText } from './ask-lead-text';

/** Copies the question card of the newest turn for the lead's chat, and keeps it as an open question. */
export function useAskLead(tab: TabView | null | undefined): () => void {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const tabId = tab?.tabId;
  const turnId = tab?.advice?.turnId;
  const console = tab?.console ?? '';
  return useCallback(() => {
    if (tabId === undefined || !turnId) return show('nothing-to-ask');
    const ask = async () => {
      const card = await client.call('ask.card.get', { tabId, turnId });
      if (!card) return show('nothing-to-ask');
      try {
        await navigator.clipboard.writeText(toLeadText(t, console, card));
      } catch {
        return show('copy-failed');
      }
      await client.call('ask.open', { tabId, turnId });
      show('asked');
    };
    ask().catch(() => show('stopped'));
  }, [client, show, t, tabId, turnId, console]);
}

/** The card as it would be copied, to be seen before; null while there is none. */
export function useLeadText(tab: TabView, wanted: boolean): string | null {
  const { t } = useTranslation();
  const turnId = tab.advice?.turnId ?? '';
  const { data } = useHostQuery(
    'ask.card.get',
    { tabId: tab.tabId, turnId },
    { enabled: wanted && turnId !== '', forget: true },
  );
  return data ? toLeadText(t, tab.console, data) : null;
}
