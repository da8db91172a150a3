import { Button } from '@mantine/core';
import { IconDeviceFloppy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useBackup } from '@/components/hooks/use-backup';
import { useHostQuery } from '@/components/hooks/use-host-query';
import styles from './phrases.module.css';

/** After fifty changes without a backup: what is mine exists on this machine only. */
export function BackupReminder() {
  const { t } = useTranslation();
  const { data } = useHostQuery('backup.status', {});
  const { create } = useBackup();
  if (!data?.isDue) return null;
  return (
    <div className={styles.reminder} data-testid="backup-reminder">
      <IconDeviceFloppy size={14} aria-hidden />
      <span>{t('backup.due', { count: data.count })}</span>
      <Button size="compact-xs" variant="light" color="orange" onClick={create}>
        {t('backup.create')}
      </Button>
    </div>
  );
}
