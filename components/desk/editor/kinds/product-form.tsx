import { useTranslation } from 'react-i18next';
import styles from '../editor.module.css';
import { type Editing, TextField, WordsField } from '../fields';
import { PairsField } from '../pairs-field';
import { Repeated } from '../repeated';
import { itemsOf, partOf, withField } from '../row-values';

/** A product: which items, and what is true of them. */
export function ProductForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  return (
    <>
      <WordsField {...props} name="item_ids" label={t('entry.items')} required />
      <WordsField {...props} name="names" label={t('entry.names')} />
      <PairsField
        name="attributes"
        label={t('entry.attributes')}
        value={partOf(row, 'attributes')}
        onChange={(pairs) => onChange(withField(row, 'attributes', pairs))}
      />
      <Repeated
        label={t('entry.facts')}
        items={itemsOf(row, 'facts')}
        blank={{ name: '', value: '' }}
        onChange={(items) => onChange(withField(row, 'facts', items))}
      >
        {(fact, onFact) => (
          <div className={styles.triple}>
            <TextField row={fact} onChange={onFact} name="name" label={t('editor.fact.name')} required />
            <TextField row={fact} onChange={onFact} name="value" label={t('editor.fact.value')} required />
            <TextField row={fact} onChange={onFact} name="unit" label={t('editor.fact.unit')} />
          </div>
        )}
      </Repeated>
    </>
  );
}
