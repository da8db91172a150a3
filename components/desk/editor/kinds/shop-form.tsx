import { useTranslation } from 'react-i18next';
import { type Editing, TextField } from '../fields';
import { PairsField } from '../pairs-field';
import { partOf, withField } from '../row-values';

/** A shop and the facts behind the slots. */
export function ShopForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  return (
    <>
      <TextField {...props} name="name" label={t('editor.shop.name')} required />
      <TextField {...props} name="console" label={t('entry.platforms')} />
      <PairsField
        name="facts"
        label={t('entry.facts')}
        value={partOf(row, 'facts')}
        onChange={(pairs) => onChange(withField(row, 'facts', pairs, true))}
      />
    </>
  );
}
