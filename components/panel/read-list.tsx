import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import type { ReadRow, TabView } from '@/lib/platform/messages';
import styles from './panel.module.css';

/** Read only after the advice has been painted: nobody waits for this list, everybody waits for that one. */
const AFTER_MS = 150;

/** "What Deskmate reads": every row with its exact text, in order, so that anybody can compare it with the page. */
export function ReadList({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const [revision] = useDebouncedValue(tab.revision, AFTER_MS);
  const { data: rows = [] } = useQuery<ReadRow[]>({
    queryKey: ['read.list', tab.tabId, tab.ref, revision],
    queryFn: () => client.call('read.list', { tabId: tab.tabId }),
    placeholderData: (before) => before,
    gcTime: 0,
  });
  return (
    <details className={styles.readList} data-testid="read-list" data-count={rows.length}>
      <summary>{t('read.title', { count: rows.length })}</summary>
      <ol>
        {rows.map((row) => (
          <li key={row.id}>
            <span className={styles.readRole}>{t(`read.role.${row.role}`)}</span>
            <bdi className={styles.readText} data-testid="read-row" data-role={row.role} data-id={row.id}>
              {row.text}
            </bdi>
          </li>
        ))}
      </ol>
    </details>
  );
}
