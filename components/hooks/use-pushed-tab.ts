import { useEffect, useState } from 'react';
import { useHostClient } from '@/components/host-client-context';
import type { TabView } from '@/lib/platform/messages';

/** The tab that a strip is bound to: the host knows which and pushes it; undefined before the first push. */
export function usePushedTab(): TabView | null | undefined {
  const client = useHostClient();
  const [tab, setTab] = useState<TabView | null>();
  useEffect(
    () =>
      client.subscribe((event) => {
        if (event.type === 'tab') setTab(event.tab);
      }),
    [client],
  );
  return tab;
}
