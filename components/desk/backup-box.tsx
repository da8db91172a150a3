import { Button, FileButton } from '@mantine/core';
import { IconDeviceFloppy, IconFileImport } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBackup } from '@/components/hooks/use-backup';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toAgo } from '@/components/text/relative-time';
import styles from './desk.module.css';

/** Everything that exists on this machine only, as one file: saved by one press, put back by another. */
export function BackupBox() {
  const { t, i18n } = useTranslation();
  const { data } = useHostQuery('backup.status', {});
  const { create, restore, isBusy } = useBackup();
  return (
    <div className={styles.panelBox} data-testid="backup" data-due={data?.isDue ?? false}>
      <h2 className={styles.h2}>{t('backup.title')}</h2>
      <p className={styles.rowMeta}>{t('backup.lead')}</p>
      {data && (
        <p className={styles.rowMeta} role="status">
          {data.lastAtMs === null ? t('backup.never') : t('backup.last', { ago: toAgo(data.lastAtMs, i18n.language) })}{' '}
          {data.isDue ? (
            <strong>{t('backup.due', { count: data.count })}</strong>
          ) : (
            t('backup.since', { count: data.count })
          )}
        </p>
      )}
      <div className={styles.sourceActions}>
        <Button
          leftSection={<IconDeviceFloppy size={16} aria-hidden />}
          loading={isBusy}
          data-testid="backup-create"
          onClick={create}
        >
          {t('backup.create')}
        </Button>
        <FileButton accept="application/json,.json" onChange={(file) => file && restore(file)}>
          {(props) => (
            <Button
              {...props}
              variant="default"
              leftSection={<IconFileImport size={16} aria-hidden />}
              data-testid="backup-restore"
            >
              {t('backup.restore')}
            </Button>
          )}
        </FileButton>
      </div>
    </div>
  );
}
