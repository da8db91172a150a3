import { Anchor, Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { HarmlessText } from '@/components/text/harmless-text';
import { toAgo } from '@/components/text/relative-time';
import type { FeedbackRow } from '@/lib/platform/messages';
import styles from './desk.module.css';
import { DeskPage } from './desk-page';
import { toHash } from './use-route';

const COLORS: Record<FeedbackRow['kind'], string> = { missing: 'blue', outdated: 'orange', 'not-helpful': 'gray' };

/** What agents marked, newest first: the seed of the next entry to write. */
export function FeedbackPage() {
  const { t, i18n } = useTranslation();
  const { data: rows = [], isLoading } = useHostQuery('feedback.list', {});
  const newestFirst = [...rows].sort((a, b) => b.atMs - a.atMs);
  return (
    <DeskPage title={t('desk.nav.feedback')} lead={t('desk.feedback.lead')}>
      {!isLoading && rows.length === 0 ? (
        <p className={styles.empty}>{t('desk.feedback.empty')}</p>
      ) : (
        <div className={styles.panelBox}>
          <Table verticalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('desk.feedback.kind')}</Table.Th>
                <Table.Th>{t('desk.feedback.question')}</Table.Th>
                <Table.Th>{t('entry.scene')}</Table.Th>
                <Table.Th>{t('desk.feedback.entry')}</Table.Th>
                <Table.Th>{t('desk.feedback.when')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {newestFirst.map((row) => (
                <Table.Tr key={row.id} data-testid="feedback-row" data-kind={row.kind}>
                  <Table.Td>
                    <Badge variant="light" color={COLORS[row.kind]}>
                      {t(`feedback.${row.kind}`)}
                    </Badge>
                  </Table.Td>
                  <Table.Td>
                    {row.question ? <HarmlessText text={row.question} max={300} /> : t('desk.feedback.noQuestion')}
                  </Table.Td>
                  <Table.Td>{row.scene && t(`scene.${row.scene}`)}</Table.Td>
                  <Table.Td>
                    {row.entryId && (
                      <Anchor size="sm" href={toHash('knowledge', row.entryId)}>
                        {row.entryId}
                      </Anchor>
                    )}
                  </Table.Td>
                  <Table.Td className={styles.when}>{toAgo(row.atMs, i18n.language)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </DeskPage>
  );
}
