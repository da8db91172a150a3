import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toAgo } from '@/components/text/relative-time';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { diffRow } from './diff-row';
import styles from './editor.module.css';
import { partOf, textOf } from './row-values';

interface HistoryProps {
  id: string;
  /** The form that stands now. */
  row: RawRow;
  onRestore(row: RawRow): void;
}

/** Earlier forms of an entry: who changed what, and the way back to each of them. */
export function History({ id, row, onRestore }: HistoryProps) {
  const { t, i18n } = useTranslation();
  const { data: versions = [] } = useHostQuery('editor.history.list', { id });
  // A form in the history was ended by the one above it; who wrote that one made the change.
  const newer = [row, ...versions.map((version) => version.row)];
  const reason = textOf(partOf(row, 'guard_override'), 'reason');
  return (
    <section className={styles.block} aria-label={t('editor.history.title')} data-testid="entry-history">
      <p className={styles.hint}>
        {t('editor.history.now', { author: textOf(row, 'author') || '—', when: toWhen(row, i18n.language) })}
        {reason && ` · ${t('editor.history.override', { reason })}`}
      </p>
      {versions.length === 0 && <p className={styles.hint}>{t('editor.history.none')}</p>}
      <ol className={styles.versions}>
        {versions.map((version, index) => {
          const after = newer[index] ?? row;
          const override = textOf(partOf(after, 'guard_override'), 'reason');
          return (
            <li key={version.seq} data-testid="entry-version">
              <div className={styles.blockHead}>
                <span>
                  {toAgo(version.atMs, i18n.language)} ·{' '}
                  {version.by === 'removal' ? t('editor.history.removed') : textOf(after, 'author') || '—'}
                </span>
                <Button
                  size="compact-xs"
                  variant="default"
                  data-testid="restore"
                  onClick={() => onRestore({ ...version.row, status: version.row.status ?? 'published' })}
                >
                  {t('editor.history.restore')}
                </Button>
              </div>
              {override && <p className={styles.hint}>{t('editor.history.override', { reason: override })}</p>}
              <dl className={styles.diff}>
                {diffRow(version.row, after).map(({ field, before, after: now }) => (
                  <div key={field}>
                    <dt>{t(`import.field.${field}`, field)}</dt>
                    {before && (
                      <dd data-was="true">
                        <bdi>{before}</bdi>
                      </dd>
                    )}
                    {now && (
                      <dd>
                        <bdi>{now}</bdi>
                      </dd>
                    )}
                  </div>
                ))}
              </dl>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

const toWhen = (row: RawRow, language: string): string => {
  const ms = Date.parse(textOf(row, 'updated_at'));
  return Number.isNaN(ms) ? '—' : toAgo(ms, language);
};
