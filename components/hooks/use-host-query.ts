import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useHostClient } from '@/components/host-client-context';
import type { HostMethod, HostMethods } from '@/lib/platform/messages';

/** Key of one read of the host: method first, so that a `changed` event can invalidate by method. */
export const hostKey = <M extends HostMethod>(method: M, params: HostMethods[M]['params']) => [method, params] as const;

/**
 * A read of the host, kept until the host says that it changed. `forget`: dropped as soon as nobody shows it, since the
 * call itself tells the host what this view looks at.
 */
export function useHostQuery<M extends HostMethod>(
  method: M,
  params: HostMethods[M]['params'],
  options: { enabled?: boolean; keepPrevious?: boolean; forget?: boolean } = {},
): UseQueryResult<HostMethods[M]['result']> {
  const client = useHostClient();
  return useQuery<HostMethods[M]['result']>({
    queryKey: hostKey(method, params),
    queryFn: () => client.call(method, params),
    enabled: options.enabled ?? true,
    ...(options.forget ? { gcTime: 0, staleTime: 0 } : {}),
    placeholderData: options.keepPrevious ? (previous) => previous : undefined,
  });
}
