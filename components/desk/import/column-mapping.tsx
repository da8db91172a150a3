import { Alert, Select, Table } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { TFunction } from 'i18next';
import { memo, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type ColumnTarget, FLAT_FIELDS } from '@/lib/knowledge/import/fields';
import type { Mapping } from '@/lib/knowledge/import/guess-mapping';
import styles from './import.module.css';
import type { SheetInfo } from './import-session';

/** Fields that a person maps most; the rest stands below them. */
const COMMON: readonly ColumnTarget[] = [
  'title',
  'answer',
  'questions',
  'askings',
  'scene',
  'folder',
  'shortcut',
  'tags',
];
const LEVELS: readonly ColumnTarget[] = ['folder1', 'folder2', 'folder3'];
const SKIP = '';

const toOptions = (t: TFunction, taken: ColumnTarget | null) => {
  const option = (value: ColumnTarget) => ({ value, label: toFieldName(t, value) });
  return [
    { value: SKIP, label: t('import.skipColumn') },
    { group: t('import.commonFields'), items: COMMON.map(option) },
    { group: t('import.folderLevels'), items: LEVELS.map(option) },
    { group: t('import.otherFields'), items: FLAT_FIELDS.filter((field) => !COMMON.includes(field)).map(option) },
    ...(taken?.startsWith('json:') ? [{ value: taken, label: toFieldName(t, taken) }] : []),
  ];
};

/** What a column means, in words. */
export const toFieldName = (t: TFunction, target: ColumnTarget): string =>
  target.startsWith('json:') ? t('import.ownField', { name: target.slice(5) }) : t(`import.field.${target}`);

/** Without a column of replies every row would be wrong; the reason is one and is said once. Other kinds have texts of their own. */
const lacksText = ({ columns }: Mapping): boolean =>
  !columns.some((target) => target === 'answer' || target === 'body' || target === 'kind');

interface ColumnMappingProps {
  sheet: SheetInfo;
  onChange(mapping: Mapping): void;
}

/** Which column means what: guessed, shown with its first cells, corrected here. It stands still while progress goes on. */
export const ColumnMapping = memo(function ColumnMapping({ sheet, onChange }: ColumnMappingProps) {
  const { t } = useTranslation();
  const { mapping, columns } = sheet;
  const headers = useMemo(
    () => [
      { value: SKIP, label: t('import.noHeader') },
      ...[0, 1, 2, 3, 4].map((row) => ({ value: String(row), label: t('import.headerRow', { row: row + 1 }) })),
    ],
    [t],
  );
  const setColumn = (column: number, target: ColumnTarget | null) =>
    onChange({
      ...mapping,
      // One field, one column: the column that had it before is left out.
      columns: mapping.columns.map((now, i) =>
        i === column ? target : target !== null && now === target ? null : now,
      ),
    });
  return (
    <section className={styles.box} aria-label={t('import.mapping')} data-testid="import-mapping">
      <div className={styles.boxHead}>
        <div>
          <h2 className={styles.h2}>{t('import.mapping')}</h2>
          <p className={styles.hint}>{t('import.mappingHint')}</p>
        </div>
        <Select
          size="xs"
          w={170}
          allowDeselect={false}
          aria-label={t('import.header')}
          data={headers}
          value={mapping.headerRow === null ? SKIP : String(mapping.headerRow)}
          onChange={(row) => onChange({ ...mapping, headerRow: row === SKIP || row === null ? null : Number(row) })}
        />
      </div>
      {lacksText(mapping) && (
        <Alert
          color="yellow"
          mb="xs"
          icon={<IconAlertTriangle size={17} aria-hidden />}
          data-testid="import-lacks-text"
          role="status"
        >
          {t('import.lacksText')}
        </Alert>
      )}
      <div className={styles.mapping}>
        <Table verticalSpacing={4} horizontalSpacing="sm">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('import.column')}</Table.Th>
              <Table.Th>{t('import.sample')}</Table.Th>
              <Table.Th w={210}>{t('import.meaning')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {columns.map((cells, column) => {
              const target = mapping.columns[column] ?? null;
              const [heading, ...rest] =
                mapping.headerRow === null ? [t('import.columnNumber', { number: column + 1 }), ...cells] : cells;
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <Table.Tr key={column} data-skipped={target === null}>
                  <Table.Td className={styles.heading}>
                    <bdi>{heading || t('import.columnNumber', { number: column + 1 })}</bdi>
                  </Table.Td>
                  <Table.Td>
                    <div className={styles.samples}>
                      <bdi>
                        {rest
                          .filter((cell) => cell.trim())
                          .slice(0, 2)
                          .join(' ／ ')}
                      </bdi>
                    </div>
                  </Table.Td>
                  <Table.Td>
                    <Select
                      size="xs"
                      searchable
                      allowDeselect={false}
                      aria-label={t('import.meaningOf', { column: heading })}
                      data-testid={`import-column-${column}`}
                      data={toOptions(t, target)}
                      value={target ?? SKIP}
                      onChange={(value) =>
                        setColumn(column, value === SKIP || value === null ? null : (value as ColumnTarget))
                      }
                    />
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
    </section>
  );
});
