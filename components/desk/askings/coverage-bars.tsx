import { useTranslation } from 'react-i18next';
import type { AskingsReview } from '@/lib/platform/methods/askings-methods';
import own from './askings.module.css';

/** How many of the clean askings bring up their entry now, and would once stored. */
export function CoverageBars({ coverage }: { coverage: AskingsReview['coverage'] }) {
  const { t } = useTranslation();
  const { askings, before, after } = coverage;
  return (
    <div className={own.coverage} data-testid="coverage" data-before={before} data-after={after} data-askings={askings}>
      {(['before', 'after'] as const).map((when) => {
        const count = when === 'before' ? before : after;
        return (
          <div key={when} className={own.bar}>
            <span>{t(`askings.coverage.${when}`)}</span>
            <span className={own.track}>
              <span data-when={when} style={{ inlineSize: `${(100 * count) / askings}%` }} />
            </span>
            <b>{t('askings.coverage.of', { count, total: askings })}</b>
          </div>
        );
      })}
      <p>{t('askings.coverage.hint')}</p>
    </div>
  );
}
