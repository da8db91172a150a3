import { useEffect, useRef, useState } from 'react';
import { useHostClient } from '@/components/host-client-context';
import { isSameConversation } from '@/lib/chat/conversation';
import type { TabView } from '@/lib/platform/messages';

/** A new host has read the chat and has its knowledge back within this time, or what it says counts as it is. */
const HOLD_MS = 8000;

/** True once the next host knows what the one before knew, or the tab shows something else. */
const isBack = (tab: TabView | null | undefined, held: TabView): boolean => {
  if (!tab) return false;
  if (tab.tabId !== held.tabId) return true;
  if (tab.ref !== null && !isSameConversation(tab.ref, held.ref)) return true;
  const { advice } = tab;
  if (advice === null || advice.silence === 'loading') return false;
  // A brain that is not filled yet has nothing to say where there was an answer before.
  return advice.suggestions.length > 0 || !held.advice?.suggestions.length;
};

/**
 * Keeps what is shown while a killed host comes back: a panel that empties itself and fills again with the same words helps nobody.
 * What is held is only shown; the new host inserts nothing that it has not issued itself.
 *
 * @param atMs when `tab` came; what came before the line broke is no news
 */
export function useHeldTab(
  tab: TabView | null | undefined,
  atMs: number,
  boundTo: number | null,
): { tab: TabView | null | undefined; isHeld: boolean } {
  const client = useHostClient();
  const [held, setHeld] = useState<{ tab: TabView; atMs: number; boundTo: number | null } | null>(null);
  const latest = useRef({ tab, atMs, boundTo });
  const isOver = held !== null && (held.boundTo !== boundTo || (held.atMs !== atMs && isBack(tab, held.tab)));
  useEffect(() => {
    latest.current = { tab, atMs, boundTo };
    if (isOver) setHeld(null);
  }, [tab, atMs, boundTo, isOver]);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = client.onState((state) => {
      if (state === 'connected') return;
      clearTimeout(timer);
      const now = latest.current;
      if (state === 'stopped' || !now.tab?.advice) return setHeld(null);
      setHeld({ tab: now.tab, atMs: now.atMs, boundTo: now.boundTo });
      timer = setTimeout(() => setHeld(null), HOLD_MS);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [client]);
  return held && !isOver ? { tab: held.tab, isHeld: true } : { tab, isHeld: false };
}
