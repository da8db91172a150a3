import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AskingsField } from '../askings-field';
import styles from '../editor.module.css';
import { type Editing, LinesField, LongField, NumberField, TextField } from '../fields';
import { Repeated } from '../repeated';
import { ROLES } from '../roles';
import { itemsOf, textOf, withField } from '../row-values';
import { TriggersField } from '../trigger-fields';

const PAYS = ['seller', 'buyer', 'platform', 'insurer', 'none'] as const;

/** A playbook: the steps, and who pays what. */
export function PlaybookForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  return (
    <>
      <LinesField {...props} name="questions" label={t('entry.questions')} hint={t('editor.questionsHint')} />
      <AskingsField {...props} />
      <LinesField {...props} name="steps" label={t('entry.steps')} />
      <Repeated
        label={t('entry.options')}
        items={itemsOf(row, 'options')}
        blank={{ label: '', text: '', pays: 'seller' }}
        least={1}
        onChange={(items) => onChange(withField(row, 'options', items, true))}
      >
        {(option, onOption) => (
          <>
            <TextField row={option} onChange={onOption} name="label" label={t('editor.option.label')} required />
            <LongField row={option} onChange={onOption} name="text" label={t('editor.option.text')} required rows={2} />
            <div className={styles.pair}>
              <Select
                size="sm"
                allowDeselect={false}
                label={t('editor.option.pays')}
                data={PAYS.map((value) => ({ value, label: t(`option.pays.${value}`) }))}
                value={textOf(option, 'pays')}
                onChange={(pays) => onOption({ ...option, pays })}
              />
              <Select
                size="sm"
                clearable
                label={t('editor.option.role')}
                data={ROLES.map((value) => ({ value, label: t(`entry.roleMin.${value}`) }))}
                value={textOf(option, 'role_min') || null}
                onChange={(role) => onOption(withField(option, 'role_min', role))}
              />
            </div>
            <div className={styles.pair}>
              <NumberField row={option} onChange={onOption} name="amount_max" label={t('editor.option.amount')} />
              <NumberField row={option} onChange={onOption} name="within_hours" label={t('editor.option.within')} />
            </div>
          </>
        )}
      </Repeated>
      <LongField {...props} name="closing" label={t('entry.closing')} rows={1} />
      <TriggersField {...props} />
    </>
  );
}
