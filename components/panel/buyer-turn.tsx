import { UnstyledButton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HarmlessText, type TextMark } from '@/components/text/harmless-text';
import { toLanguageName } from '@/components/text/language-name';
import type { TabView } from '@/lib/platform/messages';
import type { Advice } from '@/lib/suggest/view-model';
import styles from './panel.module.css';

/** A turn longer than this, or with more lines, starts folded. */
const FOLD_CHARS = 110;
const FOLD_LINES = 4;

/** The newest thing that the buyer said, as harmless text, with the words that the mood and risk were read from. */
export function BuyerTurn({ tab, advice }: { tab: TabView; advice: Advice | null }) {
  const { t, i18n } = useTranslation();
  const [open, setOpen] = useState(false);
  const text = advice?.turnText ?? '';
  const marks = useMemo(() => toMarks(advice), [advice]);
  const foldable = text.length > FOLD_CHARS || text.split('\n', FOLD_LINES + 1).length > FOLD_LINES;
  const name = tab.buyer?.name || t('buyer.unnamed');
  return (
    <section className={styles.buyer} aria-label={t('buyer.label')}>
      <div className={styles.buyerHead}>
        <strong className={styles.buyerName} data-testid="buyer-name" data-buyer={tab.buyer?.id}>
          <HarmlessText text={name} max={60} />
        </strong>
        {tab.practice && <span className={styles.tag}>{t('buyer.practice')}</span>}
        {advice && (
          <span className={styles.muted} data-testid="language" data-language={advice.language}>
            {toLanguageName(advice.language, i18n.language) ?? t('buyer.languageUnknown')}
          </span>
        )}
      </div>
      {text ? (
        <>
          <p className={styles.buyerText} data-testid="buyer-message" data-folded={foldable && !open}>
            <HarmlessText text={text} marks={marks} />
          </p>
          {foldable && (
            <UnstyledButton className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
              {open ? t('fold') : t('unfold')}
            </UnstyledButton>
          )}
        </>
      ) : (
        <p className={styles.muted}>{advice ? t('buyer.nothing') : t('buyer.loading')}</p>
      )}
    </section>
  );
}

function toMarks(advice: Advice | null): TextMark[] {
  if (!advice) return [];
  const risks = advice.risks.flatMap((risk) => risk.evidence);
  const moods = advice.mood?.evidence ?? [];
  return [
    ...risks.map(({ start, end }): TextMark => ({ start, end, kind: 'risk' })),
    ...moods.map(({ start, end }): TextMark => ({ start, end, kind: 'mood' })),
  ];
}
