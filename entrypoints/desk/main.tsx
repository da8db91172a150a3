import { createRoot } from 'react-dom/client';
import { DeskApp } from '@/components/desk/desk-app';
import { openHostClient } from '@/lib/platform/open-host-client';

const root = document.getElementById('root');
if (root) createRoot(root).render(<DeskApp client={openHostClient()} />);
