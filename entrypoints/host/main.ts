import { startHost } from '@/lib/host/start-host';
import { createHostPage } from '@/lib/platform/host-page';

startHost(createHostPage());
