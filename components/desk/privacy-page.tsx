import { Button, Table } from '@mantine/core';
import { IconDeviceDesktop, IconEraser, IconHandStop, IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toByteSize } from '@/components/text/byte-size';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToasts } from '@/components/ui/toasts';
import { BackupBox } from './backup-box';
import styles from './desk.module.css';
import { DeskPage } from './desk-page';

const PROMISES = [
  [IconDeviceDesktop, 'promise1'],
  [IconEraser, 'promise2'],
  [IconPlugConnected, 'promise3'],
  [IconHandStop, 'promise4'],
] as const;

/** What is kept on this machine, in rows and bytes, and the way to delete it. */
export function PrivacyPage() {
  const { t, i18n } = useTranslation();
  const { show } = useToasts();
  const { data } = useHostQuery('privacy.report', {});
  const wipe = useHostAction('privacy.wipe');
  const [asking, setAsking] = useState<'feedback' | 'all' | null>(null);
  const stores = data?.stores ?? [];
  const total = stores.reduce((sum, store) => sum + store.bytes, 0);
  return (
    <DeskPage title={t('desk.nav.privacy')} lead={t('desk.privacy.lead')}>
      <ul className={styles.promises}>
        {PROMISES.map(([Icon, key]) => (
          <li key={key}>
            <Icon size={18} aria-hidden />
            <span>{t(`desk.privacy.${key}`)}</span>
          </li>
        ))}
      </ul>
      <div className={styles.panelBox}>
        <h2 className={styles.h2}>{t('desk.privacy.what')}</h2>
        <Table data-testid="privacy-report">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('desk.privacy.store')}</Table.Th>
              <Table.Th ta="right">{t('desk.privacy.rows')}</Table.Th>
              <Table.Th ta="right">{t('desk.privacy.size')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {stores.map((store) => (
              <Table.Tr key={store.name} data-store={store.name}>
                <Table.Td>{t(`desk.privacy.stores.${store.name}`, store.name)}</Table.Td>
                <Table.Td ta="right">{new Intl.NumberFormat(i18n.language).format(store.rows)}</Table.Td>
                <Table.Td ta="right">{toByteSize(store.bytes, i18n.language)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>{t('desk.privacy.total')}</Table.Th>
              <Table.Th />
              <Table.Th ta="right">{toByteSize(total, i18n.language)}</Table.Th>
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </div>
      <BackupBox />
      <div className={styles.sourceActions}>
        <Button variant="default" data-testid="wipe-feedback" onClick={() => setAsking('feedback')}>
          {t('desk.privacy.wipeFeedback')}
        </Button>
        <Button variant="light" color="red" data-testid="wipe-all" onClick={() => setAsking('all')}>
          {t('desk.privacy.wipeAll')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking !== null}
        title={t(asking === 'all' ? 'desk.privacy.wipeAll' : 'desk.privacy.wipeFeedback')}
        text={t(asking === 'all' ? 'desk.privacy.wipeAllText' : 'desk.privacy.wipeFeedbackText')}
        confirm={t('desk.privacy.confirm')}
        onClose={() => setAsking(null)}
        onConfirm={() =>
          asking && wipe.mutate({ what: asking }, { onSuccess: () => show('wiped'), onError: () => show('stopped') })
        }
      />
    </DeskPage>
  );
}
