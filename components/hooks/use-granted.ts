import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useHostClient } from '@/components/host-client-context';

/** Whether a host is granted (undefined until known), and the way to ask for it: call `ask` first thing in a click handler. */
export function useGranted(origin: string): { granted: boolean | undefined; ask: () => void } {
  const client = useHostClient();
  const queries = useQueryClient();
  const key = ['granted', origin];
  const { data } = useQuery({ queryKey: key, queryFn: () => client.hasOrigins([origin]), enabled: origin !== '' });
  return {
    granted: data,
    ask: () => {
      void client.requestOrigins([origin]).then((granted) => {
        if (granted) queries.setQueryData(key, true);
      });
    },
  };
}
