import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ShopFact } from '@/lib/knowledge/shop-facts';
import { checkFact, MAX_FACT_CHARS } from './check-fact';
import styles from './desk.module.css';

export interface FactFieldProps {
  fact: ShopFact;
  value: string;
  /** How many answers wait for this fact. */
  unlocks: number;
  autoFocus: boolean;
  onChange(value: string): void;
}

/** One fact: its value, what it unlocks, and how a reply will say it. */
export function FactField({ fact, value, unlocks, autoFocus, onChange }: FactFieldProps) {
  const { t, i18n } = useTranslation();
  const problem = checkFact(fact, value);
  const shown = value.trim() || fact.example;
  // The example speaks the language of the value, as the reply will, not that of the form.
  const sentence = i18n.getFixedT(/\p{Script=Han}/u.test(shown) ? 'zh-CN' : i18n.language);
  return (
    <div className={styles.fact} data-testid="fact" data-fact={fact.name}>
      <TextInput
        label={
          <span className={styles.factLabel}>
            {t(`facts.${fact.name}`)}
            {unlocks > 0 && <span className={styles.unlocks}>{t('desk.shop.unlocks', { count: unlocks })}</span>}
          </span>
        }
        name={fact.name}
        autoFocus={autoFocus}
        inputMode={fact.type === 'number' ? 'decimal' : undefined}
        placeholder={t('desk.shop.example', { example: fact.example })}
        rightSection={fact.unit && <span className={styles.unit}>{t(`unit.${fact.unit}`)}</span>}
        rightSectionWidth={fact.unit ? 52 : undefined}
        value={value}
        error={problem && t(`desk.shop.${problem}`, { max: MAX_FACT_CHARS })}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <p className={styles.preview} data-empty={value.trim() === ''} title={t('desk.shop.preview')}>
        {sentence(`factExample.${fact.name}`, { value: shown })}
      </p>
    </div>
  );
}
