import { createRoot } from 'react-dom/client';
import { DeskApp } from '@/components/desk/desk-app';
import { openPageClient } from '@/lib/platform/open-host-client';

const root = document.getElementById('root');
const client = openPageClient(() => import('@/lib/host/start-host').then(({ startHost }) => startHost));
if (root) createRoot(root).render(<DeskApp client={client} />);
