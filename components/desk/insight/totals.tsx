import { useTranslation } from 'react-i18next';
import type { UsageView } from '@/lib/platform/methods/usage-methods';
import styles from '../desk.module.css';

const SHOWN = ['shown', 'inserted', 'copied', 'sent', 'edited-little', 'edited-much', 'ignored', 'dismissed'] as const;

/** The sums of the days, one number per thing that can happen. */
export function Totals({ totals }: { totals: UsageView['totals'] }) {
  const { t } = useTranslation();
  return (
    <dl className={styles.totals}>
      {SHOWN.map((event) => (
        <div key={event} data-testid="usage-total" data-event={event} data-count={totals[event] ?? 0}>
          <dd>{totals[event] ?? 0}</dd>
          <dt>{t(`insight.event.${event}`)}</dt>
        </div>
      ))}
    </dl>
  );
}
