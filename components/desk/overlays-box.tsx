import { Button, FileButton } from '@mantine/core';
import { IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToasts } from '@/components/ui/toasts';
import styles from './desk.module.css';
import { saveFile } from './import/save-file';

/** Pages that were taught: keep them as files, take files, forget them. */
export function OverlaysBox() {
  const { t, i18n } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const { data: overlays = [] } = useHostQuery('overlay.list', {});
  const [refused, setRefused] = useState<{ reason: string; detail?: string } | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);

  const take = async (file: File | null) => {
    if (!file) return;
    setRefused(null);
    try {
      const taken = await client.call('overlay.import', { text: await file.text() });
      if (taken.ok) show('saved');
      else setRefused(taken);
    } catch {
      show('stopped');
    }
  };
  const give = async (host: string) => {
    const text = await client.call('overlay.export.get', { host });
    if (text !== null) saveFile(`deskmate-${host.replaceAll(/[^\w.-]/g, '-')}.json`, text, 'application/json');
  };

  return (
    <div className={styles.panelBox}>
      <h2 className={styles.h2}>{t('overlay.title')}</h2>
      <p className={styles.lead}>{t('overlay.lead')}</p>
      {overlays.length === 0 && <p className={styles.rowMeta}>{t('overlay.empty')}</p>}
      {overlays.map(({ host, savedAtMs }) => (
        <div key={host} className={styles.setting} data-testid="overlay" data-host={host}>
          <div className={styles.grow}>
            <div className={styles.settingLabel}>{host}</div>
            <p className={styles.rowMeta}>
              {t('overlay.saved', {
                date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(savedAtMs),
              })}
            </p>
          </div>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconDownload size={14} aria-hidden />}
            data-testid="overlay-export"
            onClick={() => void give(host).catch(() => show('stopped'))}
          >
            {t('overlay.export')}
          </Button>
          <Button
            size="xs"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden />}
            data-testid="overlay-remove"
            onClick={() => setRemoving(host)}
          >
            {t('overlay.remove')}
          </Button>
        </div>
      ))}
      <div className={styles.addressRow}>
        <FileButton
          accept="application/json,.json"
          inputProps={{ 'data-testid': 'overlay-import', 'aria-label': t('overlay.import') } as object}
          onChange={(file) => void take(file)}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={14} aria-hidden />}>
              {t('overlay.import')}
            </Button>
          )}
        </FileButton>
      </div>
      {refused && (
        <p className={styles.rowMeta} role="alert" data-testid="overlay-refused" data-reason={refused.reason}>
          {t(`overlay.refused.${refused.reason}`, { detail: refused.detail ?? '' })}
        </p>
      )}
      <ConfirmDialog
        opened={removing !== null}
        title={t('overlay.removeTitle')}
        text={t('overlay.removeText', { host: removing ?? '' })}
        confirm={t('overlay.remove')}
        onClose={() => setRemoving(null)}
        onConfirm={() => {
          if (removing) client.call('overlay.remove', { host: removing }).catch(() => show('stopped'));
        }}
      />
    </div>
  );
}
