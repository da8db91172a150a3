import { createRoot } from 'react-dom/client';
import { StripApp } from '@/components/strip/strip-app';
import { openHostClient } from '@/lib/platform/open-host-client';
import { stripPortName } from '@/lib/platform/port-names';

const client = openHostClient(stripPortName(location.hash.slice(1)));
const root = document.getElementById('root');
if (root) createRoot(root).render(<StripApp client={client} />);
