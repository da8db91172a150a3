import { useTranslation } from 'react-i18next';
import { type Editing, LongField, TextField } from '../fields';
import { Repeated } from '../repeated';
import { itemsOf, withField } from '../row-values';
import { TriggersField } from '../trigger-fields';

/** A card: when it pops up, what it says, what of it may be sent. */
export function CardForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  return (
    <>
      <TriggersField {...props} least={1} />
      <LongField {...props} name="body" label={t('entry.body')} hint={t('editor.bodyHint')} required rows={5} />
      <Repeated
        label={t('entry.send')}
        items={itemsOf(row, 'send')}
        blank={{ label: '', text: '' }}
        onChange={(items) => onChange(withField(row, 'send', items))}
      >
        {(piece, onPiece) => (
          <>
            <TextField row={piece} onChange={onPiece} name="label" label={t('editor.pieceLabel')} required />
            <LongField row={piece} onChange={onPiece} name="text" label={t('editor.pieceText')} required rows={2} />
          </>
        )}
      </Repeated>
      <LongField {...props} name="ask" label={t('entry.ask')} hint={t('editor.askHint')} rows={1} />
    </>
  );
}
