import { type UseMutationResult, useMutation } from '@tanstack/react-query';
import { useHostClient } from '@/components/host-client-context';
import type { HostMethod, HostMethods } from '@/lib/platform/messages';

/** An action of the host. What it changes comes back as a `changed` event, so nothing is invalidated here. */
export function useHostAction<M extends HostMethod>(
  method: M,
): UseMutationResult<HostMethods[M]['result'], Error, HostMethods[M]['params']> {
  const client = useHostClient();
  return useMutation({ mutationFn: (params: HostMethods[M]['params']) => client.call(method, params) });
}
