import { Button } from '@mantine/core';
import { IconCoffee, IconHeadset, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TabView } from '@/lib/platform/messages';
import type { Advice, SilenceReason } from '@/lib/suggest/view-model';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';
import { useAskLead } from './use-ask-lead';

/** Silence that the agent can do something about. */
const ACTIONABLE: ReadonlySet<SilenceReason> = new Set(['low', 'language', 'unreadable', 'no-knowledge']);

/** Nothing is suggested: why, and what to do next. */
export function SilenceNote({
  tab,
  advice,
  reason,
  onSearch,
}: {
  tab: TabView;
  advice: Advice;
  reason: SilenceReason;
  onSearch: () => void;
}) {
  const { t } = useTranslation();
  const { sendFeedback } = usePanelActions();
  const ask = useAskLead(tab);
  return (
    <section className={styles.silence} data-testid="silence" data-reason={reason}>
      <IconCoffee size={22} aria-hidden />
      <p className={styles.silenceTitle}>{t(`silence.${reason}.title`)}</p>
      <p className={styles.muted}>{t(`silence.${reason}.next`)}</p>
      {ACTIONABLE.has(reason) && (
        <div className={styles.silenceActions}>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconSearch size={14} aria-hidden />}
            onClick={onSearch}
          >
            {t('silence.search')}
          </Button>
          <Button
            size="compact-sm"
            variant="light"
            leftSection={<IconHeadset size={14} aria-hidden />}
            data-testid="ask-lead"
            aria-keyshortcuts="Alt+Q"
            onClick={ask}
          >
            {t('silence.askLead')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            data-testid="feedback"
            data-kind="missing"
            onClick={() => sendFeedback('missing', null, advice.turnId ?? '')}
          >
            {t('feedback.missing')}
          </Button>
        </div>
      )}
    </section>
  );
}
