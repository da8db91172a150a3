import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HarmlessText } from '@/components/text/harmless-text';
import { toAgo } from '@/components/text/relative-time';
import type { UsageView } from '@/lib/platform/methods/usage-methods';
import styles from '../desk.module.css';

/** What buyers asked and nothing answered, redacted. */
export function NoHits({ rows }: { rows: UsageView['noHit'] }) {
  const { t, i18n } = useTranslation();
  return (
    <section className={styles.panelBox} data-testid="insight-noHit" data-count={rows.length}>
      <h2 className={styles.h2}>{t('insight.noHit.title')}</h2>
      <p className={styles.rowMeta}>{t(rows.length === 0 ? 'insight.noHit.none' : 'insight.noHit.text')}</p>
      {rows.length > 0 && (
        <div className={styles.scrollBox}>
          <Table verticalSpacing={4}>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.question} data-testid="no-hit">
                  <Table.Td>
                    <HarmlessText text={row.question} max={200} />
                  </Table.Td>
                  <Table.Td>{row.scene && t(`scene.${row.scene}`)}</Table.Td>
                  <Table.Td ta="end">{t('insight.times', { count: row.count })}</Table.Td>
                  <Table.Td className={styles.when}>{toAgo(row.lastAtMs, i18n.language)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
