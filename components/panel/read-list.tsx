import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useHostClient } from '@/components/host-client-context';
import type { ReadRow, TabView } from '@/lib/platform/messages';
import styles from './panel.module.css';
import { ReadRows } from './read-rows';
import { ReportButton } from './report-button';

/** Read only after the advice has been painted: nobody waits for this list, everybody waits for that one. */
export const AFTER_MS = 150;

/** What was read of the open conversation. */
export function ReadList({ tab }: { tab: TabView }) {
  const client = useHostClient();
  const [revision] = useDebouncedValue(tab.revision, AFTER_MS);
  const { data: rows = [] } = useQuery<ReadRow[]>({
    queryKey: ['read.list', tab.tabId, tab.ref, revision],
    queryFn: () => client.call('read.list', { tabId: tab.tabId }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  return (
    <>
      <ReadRows rows={rows} />
      {/* where something is wrong, the note that says so has this button */}
      {tab.state === 'attached' && (
        <div className={styles.readFoot}>
          <ReportButton tabId={tab.tabId} />
        </div>
      )}
    </>
  );
}
