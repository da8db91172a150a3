import { createRoot } from 'react-dom/client';
import { FollowingPanel } from '@/components/panel/following-panel';
import { SidePanelApp } from '@/components/panel/side-panel-app';
import { watchActiveTab } from '@/lib/platform/active-tab';
import { openPageClient } from '@/lib/platform/open-host-client';

const client = openPageClient(() => import('@/lib/host/start-host').then(({ startHost }) => startHost));
const bound = Number.parseInt(new URLSearchParams(location.search).get('tab') ?? '', 10);
const root = document.getElementById('root');
if (root)
  createRoot(root).render(
    Number.isNaN(bound) ? (
      <FollowingPanel client={client} watchActiveTab={watchActiveTab} />
    ) : (
      <SidePanelApp client={client} tabId={bound} />
    ),
  );
