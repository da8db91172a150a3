import { useTranslation } from 'react-i18next';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import styles from './editor.module.css';
import { TextField, WordsField } from './fields';
import { Repeated } from './repeated';
import { itemsOf, partOf, withField } from './row-values';

/** One trigger: any of these words, perhaps near others, not with those, perhaps only for one attribute. */
export function TriggerForm({ trigger, onChange }: { trigger: RawRow; onChange(trigger: RawRow): void }) {
  const { t } = useTranslation();
  const attribute = partOf(trigger, 'attribute');
  return (
    <>
      <WordsField row={trigger} onChange={onChange} name="any" label={t('editor.trigger.any')} required />
      <div className={styles.pair}>
        <WordsField row={trigger} onChange={onChange} name="near" label={t('editor.trigger.near')} />
        <WordsField row={trigger} onChange={onChange} name="not" label={t('editor.trigger.not')} />
      </div>
      <div className={styles.pair}>
        <TextField
          row={attribute}
          onChange={(next) =>
            onChange(withField(trigger, 'attribute', withField(next, 'values', next.values ?? [], Boolean(next.name))))
          }
          name="name"
          label={t('editor.trigger.attribute')}
          hint={t('editor.trigger.attributeHint')}
        />
        <WordsField
          row={attribute}
          onChange={(next) => onChange(withField(trigger, 'attribute', next))}
          name="values"
          label={t('editor.trigger.values')}
          hint={t('editor.trigger.valuesHint')}
        />
      </div>
    </>
  );
}

/** The triggers of an entry. */
export function TriggersField({
  row,
  onChange,
  least = 0,
}: {
  row: RawRow;
  onChange(row: RawRow): void;
  least?: number;
}) {
  const { t } = useTranslation();
  return (
    <Repeated
      label={t('entry.triggers')}
      hint={t('editor.trigger.hint')}
      items={itemsOf(row, 'triggers')}
      blank={{ any: [] }}
      least={least}
      onChange={(items) => onChange(withField(row, 'triggers', items, least > 0))}
    >
      {(trigger, onTrigger) => <TriggerForm trigger={trigger} onChange={onTrigger} />}
    </Repeated>
  );
}
