import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { getTemplate } from '@/lib/knowledge/export/flat-table';
import { toSheetFile } from './export-rows';
import styles from './import.module.css';
import { saveFile } from './save-file';

const NAMES = ['answers', 'phrases', 'cards'] as const;

/** Empty files to fill in, for those who start from nothing. */
export function Templates() {
  const { t } = useTranslation();
  const save = (name: (typeof NAMES)[number], format: 'xlsx' | 'csv') => {
    const file = toSheetFile(getTemplate(name), format);
    if (file.ok) saveFile(`${t(`import.template.${name}`)}.${format}`, file.value.content, file.value.type);
  };
  return (
    <p className={styles.templates}>
      <span>{t('import.template.title')}</span>
      {NAMES.map((name) => (
        <span key={name}>
          {t(`import.template.${name}`)}{' '}
          <Anchor
            component="button"
            type="button"
            size="sm"
            data-testid={`template-${name}`}
            onClick={() => save(name, 'xlsx')}
          >
            XLSX
          </Anchor>
          {' · '}
          <Anchor component="button" type="button" size="sm" onClick={() => save(name, 'csv')}>
            CSV
          </Anchor>
        </span>
      ))}
    </p>
  );
}
