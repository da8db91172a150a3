import { useTranslation } from 'react-i18next';
import styles from '../editor.module.css';
import { type Editing, FlagField, NumberField, WordsField } from '../fields';
import { ROLES } from '../roles';
import { partOf, withField } from '../row-values';

/** What the lead allows. */
export function PolicyForm(props: Editing) {
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
