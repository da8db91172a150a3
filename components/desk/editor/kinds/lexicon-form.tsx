import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TEXT_TYPES } from '@/lib/suggest/guard/lexicon';
import { type Editing, WordsField } from '../fields';
import { textOf } from '../row-values';

/** Words that the guard knows beside its own. */
export function LexiconForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  const list = textOf(row, 'list');
  const lists = [...new Set([...TEXT_TYPES, 'concept', 'risk', list].filter(Boolean))];
  return (
    <>
      <Select
        size="sm"
        allowDeselect={false}
        label={t('editor.lexicon.list')}
        data={lists.map((value) => ({ value, label: t(`finding.${value}`, t(`editor.lexicon.${value}`, value)) }))}
        value={list}
        onChange={(next) => onChange({ ...row, list: next })}
      />
      <WordsField {...props} name="add" label={t('editor.lexicon.add')} hint={t('editor.lexicon.addHint')} />
      <WordsField {...props} name="allow" label={t('editor.lexicon.allow')} hint={t('editor.lexicon.allowHint')} />
    </>
  );
}
