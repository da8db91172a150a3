import { Button } from '@mantine/core';
import { IconHeadset } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TabView } from '@/lib/platform/messages';
import styles from './panel.module.css';
import { useAskLead, useLeadText } from './use-ask-lead';

/** The question card, ready before anybody asks for it: the mood is high or a risk is severe. */
export function LeadCard({ tab }: { tab: TabView }) {
  const { t } = useTranslation();
  const ask = useAskLead(tab);
  const text = useLeadText(tab, true);
  return (
    <section className={styles.escalate} data-testid="escalate" aria-label={t('signal.escalateText')}>
      <div className={styles.escalateHead}>
        <IconHeadset size={14} aria-hidden />
        <span className={styles.hintText}>{t('signal.escalateText')}</span>
        <Button
          size="compact-xs"
          color="red"
          variant="light"
          data-testid="ask-lead"
          aria-keyshortcuts="Alt+Q"
          onClick={ask}
        >
          {t('signal.copyQuestion')}
        </Button>
      </div>
      {text && (
        <details className={styles.leadText} data-testid="lead-card">
          <summary>{t('signal.seeQuestion')}</summary>
          <pre>{text}</pre>
        </details>
      )}
    </section>
  );
}
