import { Anchor, Badge, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { toHash } from '@/components/desk/use-route';
import styles from '../desk.module.css';

export interface EntryTableRow {
  id: string;
  title: string;
  counts?: Partial<Record<string, number>>;
  share?: number;
  verifyBy?: string;
  overdue?: boolean;
}

/** A list of entries with what is counted of them, each a link to the entry. */
export function EntryTable({
  id,
  rows,
  columns,
}: {
  id: string;
  rows: readonly EntryTableRow[];
  columns: readonly string[];
}) {
  const { t } = useTranslation();
  return (
    <section className={styles.panelBox} data-testid={`insight-${id}`} data-count={rows.length}>
      <h2 className={styles.h2}>{t(`insight.${id}.title`)}</h2>
      <p className={styles.rowMeta}>{t(rows.length === 0 ? `insight.${id}.none` : `insight.${id}.text`)}</p>
      {rows.length > 0 && (
        <div className={styles.scrollBox}>
          <Table verticalSpacing={4}>
            {columns.length > 0 && (
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('desk.feedback.entry')}</Table.Th>
                  {columns.map((column) => (
                    <Table.Th key={column} ta="end">
                      {t(`insight.event.${column}`)}
                    </Table.Th>
                  ))}
                </Table.Tr>
              </Table.Thead>
            )}
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id} data-entry={row.id}>
                  <Table.Td>
                    <Anchor size="sm" href={toHash('knowledge', row.id)}>
                      <bdi>{row.title}</bdi>
                    </Anchor>{' '}
                    {row.verifyBy && (
                      <Badge size="xs" variant="light" color={row.overdue ? 'red' : 'orange'}>
                        {row.verifyBy}
                      </Badge>
                    )}
                  </Table.Td>
                  {columns.map((column) => (
                    <Table.Td key={column} ta="end">
                      {row.counts?.[column] ?? 0}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
    </section>
  );
}
