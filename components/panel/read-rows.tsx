import { useTranslation } from 'react-i18next';
import type { TeachState } from '@/lib/platform/messages';
import styles from './panel.module.css';

/** "What Deskmate reads": every row with its exact text, in order, so that anybody can compare it with the page. */
export function ReadRows({ rows, open }: { rows: TeachState['rows']; open?: boolean }) {
  const { t } = useTranslation();
  return (
    <details className={styles.readList} data-testid="read-list" data-count={rows.length} open={open}>
      <summary>{t('read.title', { count: rows.length })}</summary>
      <ol>
        {rows.map((row) => (
          <li key={row.id} data-role={row.role}>
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
