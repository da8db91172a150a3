import { useTranslation } from 'react-i18next';
import { type Editing, LongField } from '../fields';
import { partOf } from '../row-values';
import { TriggerForm } from '../trigger-fields';

/** An unspoken need, by its sign. */
export function SubtextForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  return (
    <>
      <TriggerForm trigger={partOf(row, 'sign')} onChange={(sign) => onChange({ ...row, sign })} />
      <LongField {...props} name="need" label={t('entry.need')} required rows={1} />
      <LongField {...props} name="probe" label={t('entry.probe')} required rows={1} />
    </>
  );
}
