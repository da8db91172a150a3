import { useTranslation } from 'react-i18next';
import styles from './panel.module.css';

/** One message as the console reader gave it. */
export interface ReadRow {
  id: string;
  role: 'buyer' | 'agent' | 'robot' | 'system';
  text: string;
}

/** "What Deskmate reads": every row with its exact text, in order, so that anybody can compare it with the page. */
export function ReadList({ rows, open = false }: { rows: ReadRow[]; open?: boolean }) {
  const { t } = useTranslation();
  return (
    <details className={styles.readList} data-testid="read-list" open={open}>
      <summary>{t('read.title', { count: rows.length })}</summary>
      <ol>
        {rows.map((row) => (
          <li key={row.id}>
            <span className={styles.muted}>{t(`read.role.${row.role}`)}</span>{' '}
            <bdi className={styles.readText} data-testid="read-row" data-role={row.role} data-id={row.id}>
              {row.text}
            </bdi>
          </li>
        ))}
      </ol>
    </details>
  );
}
