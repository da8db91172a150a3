import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import styles from '../editor.module.css';
import { DateField, type Editing, FlagField, LongField, WordsField } from '../fields';
import { partOf, textOf, withField } from '../row-values';
import { TriggersField } from '../trigger-fields';

/** A notice as an entry; the page of notices is the shorter way. */
export function NoticeForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  const governs = partOf(row, 'governs');
  const audience = partOf(row, 'audience');
  const setGoverns = (next: RawRow) => onChange(withField(row, 'governs', next, true));
  const setAudience = (next: RawRow) => onChange(withField(row, 'audience', next));
  return (
    <>
      <LongField {...props} name="wording" label={t('entry.wording')} required rows={4} />
      <LongField {...props} name="reason" label={t('entry.reason')} rows={1} />
      <FlagField {...props} name="must_read" label={t('editor.notice.mustRead')} />
      <div className={styles.pair}>
        <DateField {...props} name="effective_from" label={t('editor.notice.from')} />
        <DateField {...props} name="effective_to" label={t('editor.notice.to')} />
      </div>
      <WordsField row={governs} onChange={setGoverns} name="scenes" label={t('editor.notice.scenes')} />
      <WordsField row={governs} onChange={setGoverns} name="entries" label={t('editor.notice.entries')} />
      <TriggersField row={governs} onChange={setGoverns} />
      <div className={styles.pair}>
        <WordsField row={audience} onChange={setAudience} name="groups" label={t('editor.groups')} />
        <WordsField row={audience} onChange={setAudience} name="shops" label={t('entry.shops')} />
      </div>
      <Select
        size="sm"
        allowDeselect={false}
        label={t('editor.notice.state')}
        data={(['live', 'recalled'] as const).map((value) => ({ value, label: t(`editor.notice.${value}`) }))}
        value={textOf(row, 'state') || 'live'}
        onChange={(state) => onChange({ ...row, state })}
      />
    </>
  );
}
