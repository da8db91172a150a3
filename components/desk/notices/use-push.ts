import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toHash } from '@/components/desk/use-route';
import { useHostClient } from '@/components/host-client-context';
import type { PublishDone } from '@/lib/platform/methods/publish-methods';

export interface Push {
  /** Publishes at once when nothing but notices would change; else leads to the changes. */
  push(title: string): Promise<void>;
  isPushing: boolean;
  done: PublishDone | null;
  error: unknown;
}

/** Seconds matter for a notice: no second look is asked for when there is nothing else to look at. */
export function usePush(): Push {
  const { t } = useTranslation();
  const client = useHostClient();
  const [isPushing, setPushing] = useState(false);
  const [done, setDone] = useState<PublishDone | null>(null);
  const [error, setError] = useState<unknown>(null);
  return {
    isPushing,
    done,
    error,
    push: async (title) => {
      setPushing(true);
      setDone(null);
      setError(null);
      try {
        const result = await client.call('publish.run', { note: t('notices.note', { title }), noticesOnly: true });
        if (result.needsReview) window.location.hash = toHash('publish');
        else setDone(result);
      } catch (reason) {
        const code = (reason as { reason?: string }).reason ?? '';
        // Nothing is set up yet, or the guard objects: the page of publishing says what to do.
        if (/^publish-(no-team|no-destination|permission|red-findings)$/.test(code))
          window.location.hash = toHash('publish');
        else setError(reason);
      }
      setPushing(false);
    },
  };
}
