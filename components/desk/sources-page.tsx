import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toSkewText } from '@/components/text/clock-skew';
import { AddSource } from './add-source';
import styles from './desk.module.css';
import { DeskPage } from './desk-page';
import { SourceRow } from './source-row';

/** Where knowledge comes from, how each sync stands, and a new source. */
export function SourcesPage() {
  const { t } = useTranslation();
  const { data: sources = [], isLoading } = useHostQuery('sync.status', {});
  const now = useHostAction('sync.now');
  const skew = toSkewText(t, sources);
  const hasTwoFeeds = sources.filter(({ level }) => level === 'company' || level === 'shop').length > 1;
  return (
    <DeskPage
      title={t('desk.nav.sources')}
      lead={t('desk.sources.lead')}
      actions={
        <Button
          variant="light"
          leftSection={<IconRefresh size={16} aria-hidden />}
          loading={now.isPending}
          data-testid="sync-all"
          onClick={() => now.mutate({ id: null })}
        >
          {t('desk.sources.nowAll')}
        </Button>
      }
    >
      <AddSource />
      {skew && (
        <p className={styles.error} role="alert" data-testid="clock-skew">
          {skew}
        </p>
      )}
      {hasTwoFeeds && <p className={styles.lead}>{t('desk.sources.order')}</p>}
      <ul className={styles.sources}>
        {sources.map((source) => (
          <SourceRow key={source.id} source={source} />
        ))}
      </ul>
      {!isLoading && sources.length === 0 && <p className={styles.empty}>{t('desk.sources.empty')}</p>}
    </DeskPage>
  );
}
