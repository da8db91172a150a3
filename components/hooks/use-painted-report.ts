import { useEffect } from 'react';
import { useHostClient } from '@/components/host-client-context';
import type { ConversationRef } from '@/lib/chat/conversation';

/**
 * Tells the host what stands in places 1..3, after it was really painted (two animation frames): a key inserts what was
 * painted. A hidden page paints nothing and so reports nothing. `isHeld`: painted for a host that is gone; the next one is told once it
 * can know what it means, though nothing on the screen has changed.
 */
export function usePaintedReport(
  tabId: number | null,
  ref: ConversationRef | null,
  places: { id: string; text: string }[],
  isHeld = false,
): void {
  const client = useHostClient();
  const key = JSON.stringify({ ref, places });
  useEffect(() => {
    const report: { ref: ConversationRef | null; places: { id: string; text: string }[] } = JSON.parse(key);
    const { ref } = report;
    if (tabId === null || ref === null || isHeld) return;
    let second = 0;
    const first = requestAnimationFrame(() => {
      second = requestAnimationFrame(() => {
        // A lost report only means that a key has nothing to insert; the next paint reports again.
        void client.call('tab.painted', { tabId, ref, places: report.places }).catch(() => undefined);
      });
    });
    return () => {
      cancelAnimationFrame(first);
      cancelAnimationFrame(second);
    };
  }, [client, tabId, key, isHeld]);
}
