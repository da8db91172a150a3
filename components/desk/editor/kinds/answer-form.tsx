import { useTranslation } from 'react-i18next';
import { AskingsField } from '../askings-field';
import styles from '../editor.module.css';
import { type Editing, LinesField, LongField, WordsField } from '../fields';
import { Repeated } from '../repeated';
import { itemsOf, withField } from '../row-values';
import { WhenFields } from '../when-fields';

/** An answer: what is asked, the reply, and the same reply for other cases. */
export function AnswerForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  return (
    <>
      <LinesField {...props} name="questions" label={t('entry.questions')} hint={t('editor.questionsHint')} />
      <LongField
        {...props}
        name="answer"
        label={t('entry.answer')}
        hint={t('editor.answerHint', { slot: '{{ship_time}}' })}
        required
        rows={4}
      />
      <AskingsField {...props} />
      <Repeated
        label={t('entry.variants')}
        hint={t('editor.variantsHint')}
        items={itemsOf(row, 'variants')}
        blank={{ id: `v${itemsOf(row, 'variants').length + 1}`, text: '' }}
        onChange={(items) => onChange(withField(row, 'variants', items))}
      >
        {(variant, onVariant) => (
          <>
            <LongField row={variant} onChange={onVariant} name="text" label={t('entry.answer')} required rows={2} />
            <WhenFields row={variant} onChange={onVariant} />
            <div className={styles.pair}>
              <WordsField row={variant} onChange={onVariant} name="platforms" label={t('entry.platforms')} />
              <WordsField row={variant} onChange={onVariant} name="shops" label={t('entry.shops')} />
            </div>
          </>
        )}
      </Repeated>
      <div className={styles.pair}>
        <LongField {...props} name="probe" label={t('entry.probe')} rows={1} />
        <LongField {...props} name="recommend" label={t('entry.recommend')} rows={1} />
      </div>
    </>
  );
}
