import { useEffect, useState } from 'react';
import type { HostClient } from '@/lib/platform/host-client';
import { SidePanelApp } from './side-panel-app';

interface FollowingPanelProps {
  client: HostClient;
  /** Tells the active tab of this page's window, now and after every change. */
  watchActiveTab(onChange: (tabId: number | null) => void): () => void;
}

/** The side panel as the browser opens it: it shows the active tab of its own window. */
export function FollowingPanel({ client, watchActiveTab }: FollowingPanelProps) {
  const [tabId, setTabId] = useState<number | null>();
  useEffect(() => watchActiveTab(setTabId), [watchActiveTab]);
  return tabId === undefined ? null : <SidePanelApp client={client} tabId={tabId} />;
}
