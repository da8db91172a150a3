import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { PlainBody } from '@/components/text/plain-body';
import { buyerTexts } from '@/lib/knowledge/buyer-texts';
import { parseEntry, type RawRow } from '@/lib/knowledge/parse-entry';
import { SHOP_FACTS } from '@/lib/knowledge/shop-facts';
import { getSlotValues } from '@/lib/knowledge/slot-values';
import { fillSlots } from '@/lib/knowledge/slots';
import styles from './editor.module.css';
import { SAMPLE_STAGES, type SampleStage, toSample } from './sample';
import { tidyRow } from './tidy-row';

/** The entry's replies as a buyer would read them, in a sample conversation; each filled slot says where its value comes from. */
export function Preview({ row }: { row: RawRow }) {
  const { t } = useTranslation();
  const [stage, setStage] = useState<SampleStage>('paid');
  const { data: shops = [] } = useHostQuery('shop.list', {});
  const facts = shops.find((shop) => shop.shopId === 'default')?.facts ?? shops[0]?.facts;
  const texts = useMemo(() => {
    const parsed = parseEntry(tidyRow(row));
    if (!parsed.ok) return [];
    const values = getSlotValues({ ...toSample(stage), facts: facts ?? {} });
    return buyerTexts({ ...parsed.entry, internal: false })
      .filter((text) => text.trim())
      .map((text) => fillSlots(text, values));
  }, [row, stage, facts]);
  const missing = [...new Set(texts.flatMap((text) => text.missing))];
  const isFact = (name: string) => SHOP_FACTS.some((fact) => fact.name === name);
  return (
    <section className={styles.block} aria-label={t('editor.preview.title')} data-testid="entry-preview">
      <div className={styles.blockHead}>
        <h3>{t('editor.preview.title')}</h3>
        <SegmentedControl
          size="xs"
          aria-label={t('editor.preview.stage')}
          data={SAMPLE_STAGES.map((value) => ({ value, label: t(`editor.stage.${value}`) }))}
          value={stage}
          onChange={(value) => setStage(value)}
        />
      </div>
      {row.kind === 'card' && typeof row.body === 'string' && (
        <div className={styles.cardBody}>
          <PlainBody text={row.body} />
        </div>
      )}
      {texts.length === 0 && row.kind !== 'card' && <p className={styles.hint}>{t('editor.preview.empty')}</p>}
      {texts.map((text, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: texts have no name of their own
        <p key={index} className={styles.bubble}>
          <Filled {...text} />
        </p>
      ))}
      {missing.length > 0 && (
        <p className={styles.hint}>
          {t('editor.preview.missing', {
            slots: missing.map((name) => (isFact(name) ? t(`facts.${name}`) : name)).join(t('why.join')),
          })}
        </p>
      )}
    </section>
  );
}

function Filled({ text, slots }: ReturnType<typeof fillSlots>) {
  const { t } = useTranslation();
  const parts = [];
  let at = 0;
  for (const slot of slots) {
    parts.push(text.slice(at, slot.start));
    const origin = slot.empty ? t('editor.preview.unset') : t(`editor.origin.${slot.origin}`);
    parts.push(
      <mark
        key={slot.start}
        className={styles.slot}
        data-empty={slot.empty}
        data-testid="slot"
        data-origin={slot.origin}
      >
        {text.slice(slot.start, slot.end)}
        <small>{origin}</small>
      </mark>,
    );
    at = slot.end;
  }
  parts.push(text.slice(at));
  return <bdi>{parts}</bdi>;
}
