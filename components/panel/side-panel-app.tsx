import { AppFrame } from '@/components/app/app-frame';
import { useTab } from '@/components/hooks/use-tab';
import { ToastProvider } from '@/components/ui/toasts';
import type { HostClient } from '@/lib/platform/host-client';
import { Panel } from './panel';
import { PanelActionsProvider } from './panel-actions';

/** The side panel. `tabId`: bound to that tab (pop-out); null: follows the active tab of its window. */
export function SidePanelApp({ client, tabId = null }: { client: HostClient; tabId?: number | null }) {
  return (
    <AppFrame client={client}>
      <BoundPanel tabId={tabId} />
    </AppFrame>
  );
}

function BoundPanel({ tabId }: { tabId: number | null }) {
  const { tab, isHeld } = useTab(tabId);
  return (
    <ToastProvider tabId={tab?.tabId ?? tabId}>
      <PanelActionsProvider tab={tab ?? null}>
        <Panel tab={tab} isHeld={isHeld} />
      </PanelActionsProvider>
    </ToastProvider>
  );
}
