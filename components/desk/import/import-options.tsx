import { SegmentedControl, Select, Switch } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './import.module.css';
import type { ImportState } from './use-import';

type Options = ImportState['options'];

interface ImportOptionsProps {
  options: Options;
  onChange(part: Partial<Options>): void;
}

/** For whom the rows are, and how far along they are; a row that says so itself is not changed. */
export const ImportOptions = memo(function ImportOptions({ options, onChange }: ImportOptionsProps) {
  const { t } = useTranslation();
  return (
    <section className={styles.options} aria-label={t('import.options')}>
      <SegmentedControl
        size="xs"
        aria-label={t('import.scope.label')}
        data={(['team', 'me'] as const).map((value) => ({ value, label: t(`import.scope.${value}`) }))}
        value={options.scope}
        onChange={(scope) => onChange({ scope })}
      />
      <Select
        size="xs"
        w={150}
        allowDeselect={false}
        aria-label={t('import.statusLabel')}
        data={(['published', 'review', 'draft'] as const).map((value) => ({
          value,
          label: t('import.statusAs', { status: t(`status.${value}`) }),
        }))}
        value={options.status}
        onChange={(status) => status && onChange({ status })}
      />
      <Switch
        size="sm"
        label={t('import.holdRed')}
        checked={options.holdRed}
        onChange={(event) => onChange({ holdRed: event.currentTarget.checked })}
      />
    </section>
  );
});
