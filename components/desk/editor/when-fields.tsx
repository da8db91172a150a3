import { MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RawRow } from '@/lib/knowledge/parse-entry';
import styles from './editor.module.css';
import { DateField } from './fields';
import { PairsField, toListPairs } from './pairs-field';
import { listOf, partOf, withField } from './row-values';

const STAGES = ['presale', 'unpaid', 'paid', 'shipped', 'signed'] as const;

/** When a text fits: for which products, buyers and days. */
export function WhenFields({ row, onChange }: { row: RawRow; onChange(row: RawRow): void }) {
  const { t } = useTranslation();
  const when = partOf(row, 'when');
  const campaign = partOf(when, 'campaign');
  const set = (next: RawRow) => onChange(withField(row, 'when', next));
  const setCampaign = (next: RawRow) =>
    set(withField(when, 'campaign', next.from || next.to ? { ...next, from: next.from ?? '', to: next.to ?? '' } : {}));
  return (
    <>
      <div className={styles.pair}>
        <PairsField
          name="when-product"
          label={t('editor.when.product')}
          hint={t('editor.when.productHint')}
          value={partOf(when, 'product')}
          onChange={(pairs) => set(withField(when, 'product', toListPairs(pairs)))}
        />
        <MultiSelect
          size="sm"
          label={t('editor.when.buyer')}
          description={t('editor.when.buyerHint')}
          data={STAGES.map((value) => ({ value, label: t(`editor.stage.${value}`) }))}
          value={listOf(when, 'buyer')}
          onChange={(stages) => set(withField(when, 'buyer', stages))}
        />
      </div>
      <div className={styles.pair}>
        <DateField row={campaign} onChange={setCampaign} name="from" label={t('editor.when.from')} />
        <DateField row={campaign} onChange={setCampaign} name="to" label={t('editor.when.to')} />
      </div>
    </>
  );
}
