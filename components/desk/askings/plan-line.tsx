import { Alert, Anchor } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LlmPlan } from '@/lib/platform/methods/askings-methods';
import styles from '../desk.module.css';
import { toHash } from '../use-route';
import type { JobName } from './job-card';

const SETUP: ReadonlySet<string> = new Set([
  'off',
  'no-model',
  'no-key',
  'permission',
  'auth',
  'quota',
  'budget',
  'model-missing',
]);

/** What a run would take, what it leaves out, and what is in its way. */
export function PlanLine({ name, plan }: { name: JobName; plan: LlmPlan }) {
  const { t, i18n } = useTranslation();
  const tokens = plan.tokens.in + plan.tokens.out;
  const number = (value: number) => value.toLocaleString(i18n.language);
  const skipped = (['me', 'internal', 'retired', 'kind', 'gone', 'limit'] as const).filter((why) => plan.skipped[why]);
  const isDear = plan.count > 0 && tokens > plan.left;
  return (
    <div data-testid="job-plan" data-count={plan.count}>
      {plan.barred && (
        <Alert
          mt={8}
          variant="light"
          color="orange"
          icon={<IconInfoCircle size={17} aria-hidden />}
          data-testid="job-barred"
          data-reason={plan.barred}
        >
          {t(`llm.reason.${plan.barred}`)}
          {SETUP.has(plan.barred) && (
            <>
              {' · '}
              <Anchor href={toHash('llm')} size="sm">
                {t('llm.setup')}
              </Anchor>
            </>
          )}
        </Alert>
      )}
      <p className={styles.rowMeta}>
        {plan.count === 0
          ? t(`askings.plan.none.${name}`)
          : [
              t('askings.plan.estimate', { tokens: number(tokens) }),
              plan.cost === null ? t('askings.plan.noPrice') : t('llm.settings.cost', { cost: plan.cost.toFixed(2) }),
              t('askings.plan.left', { tokens: number(plan.left) }),
            ].join(' · ')}
      </p>
      {isDear && (
        <p className={styles.rowMeta} data-testid="plan-dear">
          {t('askings.plan.dear')}
        </p>
      )}
      {skipped.length > 0 && (
        <p className={styles.rowMeta} data-testid="plan-skipped">
          {t('askings.plan.skipped')}
          {skipped.map((why) => t(`askings.skip.${why}`, { count: plan.skipped[why] })).join(' · ')}
        </p>
      )}
    </div>
  );
}
