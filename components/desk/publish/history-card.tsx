import { Button, Table } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { HarmlessText } from '@/components/text/harmless-text';
import { toErrorText } from '@/components/text/host-error';
import { toAgo } from '@/components/text/relative-time';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToasts } from '@/components/ui/toasts';
import type { LeadState } from '@/lib/platform/methods/publish-methods';
import styles from '../desk.module.css';
import { usePublish } from './use-publish';

/** Versions published from this machine; any of them can be brought back as a new one. */
export function HistoryCard({ state }: { state: LeadState }) {
  const { t, i18n } = useTranslation();
  const { show } = useToasts();
  const { data: versions = [] } = useHostQuery('publish.history', {});
  const publishing = usePublish(state, { plans: false });
  const [asking, setAsking] = useState<number | null>(null);
  if (versions.length === 0) return null;
  const rollBack = (version: number) =>
    void publishing
      .run({ note: t('publish.history.note', { version }), rollbackTo: version })
      .then((isDone) => isDone && show('saved'));
  return (
    <section className={styles.panelBox} aria-label={t('publish.history.title')}>
      <h2 className={styles.h2}>{t('publish.history.title')}</h2>
      <Table verticalSpacing={6} data-testid="history">
        <Table.Tbody>
          {versions.map((one, index) => (
            <Table.Tr key={one.version} data-testid="history-row" data-version={one.version}>
              <Table.Td className={styles.when}>v{one.version}</Table.Td>
              <Table.Td className={styles.when}>{toAgo(one.atMs, i18n.language)}</Table.Td>
              <Table.Td>
                <HarmlessText text={one.note || t('publish.history.noNote')} max={200} />
                {one.overrideReason && (
                  <p className={styles.rowMeta}>{t('publish.history.override', { reason: one.overrideReason })}</p>
                )}
              </Table.Td>
              <Table.Td className={styles.when}>{t('desk.sources.count', { count: one.count })}</Table.Td>
              <Table.Td ta="end">
                {index > 0 && (
                  <Button
                    size="compact-xs"
                    variant="light"
                    loading={publishing.isRunning}
                    data-testid="rollback"
                    onClick={() => setAsking(one.version)}
                  >
                    {t('publish.history.rollback')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {publishing.error ? <p className={styles.error}>{toErrorText(t, publishing.error)}</p> : null}
      <ConfirmDialog
        opened={asking !== null}
        title={t('publish.history.askTitle', { version: asking ?? 0 })}
        text={t('publish.history.askText')}
        confirm={t('publish.history.rollback')}
        onClose={() => setAsking(null)}
        onConfirm={() => asking !== null && rollBack(asking)}
      />
    </section>
  );
}
