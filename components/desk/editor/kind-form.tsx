import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import { TEXT_TYPES } from '@/lib/suggest/guard/lexicon';
import { AskingsField } from './askings-field';
import styles from './editor.module.css';
import {
  DateField,
  type Editing,
  FlagField,
  LinesField,
  LongField,
  NumberField,
  TextField,
  WordsField,
} from './fields';
import { PairsField } from './pairs-field';
import { Repeated } from './repeated';
import { itemsOf, kindOf, partOf, textOf, withField } from './row-values';
import { TriggerForm, TriggersField } from './trigger-fields';
import { WhenFields } from './when-fields';

/** What an entry says, by its kind. */
export function KindForm(props: Editing) {
  switch (kindOf(props.row)) {
    case 'card':
      return <CardForm {...props} />;
    case 'playbook':
      return <PlaybookForm {...props} />;
    case 'product':
      return <ProductForm {...props} />;
    case 'notice':
      return <NoticeForm {...props} />;
    case 'shop':
      return <ShopForm {...props} />;
    case 'subtext':
      return <SubtextForm {...props} />;
    case 'lexicon':
      return <LexiconForm {...props} />;
    case 'policy':
      return <PolicyForm {...props} />;
    default:
      return <AnswerForm {...props} />;
  }
}

function AnswerForm(props: Editing) {
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

function CardForm(props: Editing) {
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

const PAYS = ['seller', 'buyer', 'platform', 'insurer', 'none'] as const;
const ROLES = ['trainee', 'agent', 'senior', 'lead'] as const;

function PlaybookForm(props: Editing) {
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

function ProductForm(props: Editing) {
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

function NoticeForm(props: Editing) {
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

function ShopForm(props: Editing) {
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

function SubtextForm(props: Editing) {
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

function LexiconForm(props: Editing) {
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

function PolicyForm(props: Editing) {
  const { t } = useTranslation();
  const { row, onChange } = props;
  const roles = partOf(row, 'roles');
  return (
    <>
      <FlagField {...props} name="insert_and_send" label={t('editor.policy.insertAndSend')} />
      <WordsField
        {...props}
        name="hold_on_red"
        label={t('editor.policy.holdOnRed')}
        hint={t('editor.policy.holdHint')}
      />
      <div className={styles.pair}>
        {ROLES.map((role) => (
          <NumberField
            key={role}
            row={partOf(roles, role)}
            onChange={(next) => onChange(withField(row, 'roles', withField(roles, role, next)))}
            name="amount_max"
            label={t('editor.policy.limit', { role: t(`desk.settings.roles.${role}`) })}
          />
        ))}
      </div>
    </>
  );
}
