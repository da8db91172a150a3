import { Autocomplete, SegmentedControl, Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { toSceneOptions } from '../scene-options';
import styles from './editor.module.css';
import { DateField, type Editing, FlagField, LinesField, NumberField, TextField, WordsField } from './fields';
import { MediaField } from './media-field';
import { kindOf, textOf, withField } from './row-values';
import { WhenFields } from './when-fields';

/** Where an entry belongs and for whom it counts. */
export function PlaceForm({ row, onChange, folders }: Editing & { folders: string[] }) {
  const { t } = useTranslation();
  const scenes = useMemo(() => toSceneOptions(t), [t]);
  const props = { row, onChange };
  return (
    <>
      <div className={styles.pair}>
        <Select
          size="sm"
          clearable
          searchable
          label={t('entry.scene')}
          data={scenes}
          value={textOf(row, 'scene') || null}
          onChange={(scene) => onChange(withField(row, 'scene', scene))}
        />
        <Autocomplete
          size="sm"
          label={t('entry.folder')}
          description={t('editor.folderHint')}
          data={folders}
          data-testid="field-folder"
          value={textOf(row, 'folder')}
          onChange={(folder) => onChange(withField(row, 'folder', folder))}
        />
      </div>
      <div className={styles.pair}>
        <TextField {...props} name="shortcut" label={t('entry.shortcut')} hint={t('editor.shortcutHint')} />
        <WordsField {...props} name="tags" label={t('entry.tags')} hint={t('editor.tagsHint')} />
      </div>
      <div className={styles.pair}>
        <WordsField {...props} name="platforms" label={t('entry.platforms')} hint={t('editor.everywhere')} />
        {kindOf(row) !== 'shop' && (
          <WordsField {...props} name="shops" label={t('entry.shops')} hint={t('editor.everywhere')} />
        )}
      </div>
      <div className={styles.pair}>
        <WordsField {...props} name="groups" label={t('editor.groups')} hint={t('editor.everywhere')} />
        <NumberField {...props} name="order" label={t('editor.order')} hint={t('editor.orderHint')} />
      </div>
      <WhenFields {...props} />
      <div className={styles.scope}>
        <span className={styles.label}>{t('editor.scope')}</span>
        <SegmentedControl
          size="xs"
          aria-label={t('editor.scope')}
          data={(['team', 'me'] as const).map((value) => ({ value, label: t(`import.scope.${value}`) }))}
          value={textOf(row, 'scope') || 'team'}
          onChange={(scope) => onChange({ ...row, scope })}
        />
        <FlagField {...props} name="internal" label={t('editor.internal')} hint={t('editor.internalHint')} />
      </div>
    </>
  );
}

/** Who answers for an entry, how long it holds, and what it rests on. */
export function UpkeepForm(props: Editing) {
  const { t } = useTranslation();
  return (
    <>
      <div className={styles.pair}>
        <TextField {...props} name="owner" label={t('entry.owner')} />
        <DateField {...props} name="verify_by" label={t('entry.verifyBy')} hint={t('editor.verifyHint')} />
      </div>
      <div className={styles.pair}>
        <DateField {...props} name="valid_from" label={t('editor.validFrom')} />
        <DateField {...props} name="valid_to" label={t('editor.validTo')} />
      </div>
      <LinesField {...props} name="sources" label={t('entry.sources')} />
      <MediaField {...props} />
    </>
  );
}
