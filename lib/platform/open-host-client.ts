import { createHostClient, type HostClient, openViewPort } from './host-client';

/** The line of a view to the host of this browser. `name`: a strip's port name with its token. */
export const openHostClient = (name?: string): HostClient => createHostClient(() => openViewPort(name));
