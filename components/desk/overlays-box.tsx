import { Button, FileButton } from '@mantine/core';
import { IconDownload, IconTrash, IconUpload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { toHostPatterns } from '@/components/text/permission-origin';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToasts } from '@/components/ui/toasts';
import { ShowTabButton, useOpenConsoles } from './consoles-box';
import styles from './desk.module.css';
import { saveFile } from './import/save-file';

/** Rules that were not taken, and the file that they stand in. */
interface Refusal {
  reason: string;
  detail?: string;
  text: string;
}

/** Pages that were taught: keep them as files, take files, forget them. */
export function OverlaysBox() {
  const { t, i18n } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const { data: overlays = [] } = useHostQuery('overlay.list', {});
  const tabs = useOpenConsoles();
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [removing, setRemoving] = useState<string | null>(null);

  const take = async (text: string) => {
    setRefused(null);
    try {
      const taken = await client.call('overlay.import', { text });
      if (taken.ok) show('saved');
      else setRefused({ ...taken, text });
    } catch {
      show('stopped');
    }
  };
  const allow = ({ detail = '', text }: Refusal) => {
    // Nothing may come before the request: a browser honours it only as the first call of the press.
    void client.requestOrigins(toHostPatterns(detail)).then((granted) => (granted ? take(text) : show('refused')));
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
      {overlays.map(({ host, savedAtMs }) => {
        const open = tabs?.find((tab) => tab.host === host);
        return (
          <div key={host} className={styles.setting} data-testid="overlay" data-host={host}>
            <div className={styles.grow}>
              <div className={styles.settingLabel}>{host}</div>
              <p className={styles.rowMeta}>
                {t('overlay.saved', {
                  date: new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium' }).format(savedAtMs),
                })}
                {tabs && !open && ` · ${t('overlay.closed')}`}
              </p>
            </div>
            <div className={styles.settingButtons}>
              {open && <ShowTabButton tabId={open.tabId} />}
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
          </div>
        );
      })}
      <div className={styles.addressRow}>
        <FileButton
          accept="application/json,.json"
          inputProps={{ 'data-testid': 'overlay-import', 'aria-label': t('overlay.import') } as object}
          onChange={(file) => void file?.text().then(take)}
        >
          {(props) => (
            <Button {...props} variant="default" leftSection={<IconUpload size={14} aria-hidden />}>
              {t('overlay.import')}
            </Button>
          )}
        </FileButton>
      </div>
      {refused && (
        <div className={styles.refusal}>
          <p className={styles.error} role="alert" data-testid="overlay-refused" data-reason={refused.reason}>
            {t(`overlay.refused.${refused.reason}`, { detail: refused.detail ?? '' })}
          </p>
          {refused.reason === 'host-not-allowed' && refused.detail && (
            <Button size="xs" variant="light" data-testid="permission-ask" onClick={() => allow(refused)}>
              {t('overlay.allow', { host: refused.detail })}
            </Button>
          )}
        </div>
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
