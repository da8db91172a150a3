import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { HarmlessText } from '@/components/text/harmless-text';
import type { ChangeView, PublishPlanView } from '@/lib/platform/methods/publish-methods';
import styles from '../desk.module.css';

const SORTS = ['added', 'changed', 'removed'] as const;
const COLORS = { added: 'teal', changed: 'blue', removed: 'red' } as const;

/** What agents will see change, with its texts. */
export function DiffList({ plan }: { plan: PublishPlanView }) {
  const { t } = useTranslation();
  return (
    <div className={styles.diff} data-testid="diff">
      {SORTS.map(
        (sort) =>
          plan.counts[sort] > 0 && (
            <details
              key={sort}
              open={plan.counts[sort] <= 20}
              data-testid={`diff-${sort}`}
              data-count={plan.counts[sort]}
            >
              <summary>
                <Badge variant="light" color={COLORS[sort]}>
                  {t(`publish.diff.${sort}`, { count: plan.counts[sort] })}
                </Badge>
              </summary>
              <ul className={styles.diffRows}>
                {plan[sort].map((change) => (
                  <Change key={change.id} change={change} />
                ))}
              </ul>
              {plan.counts[sort] > plan[sort].length && (
                <p className={styles.rowMeta}>
                  {t('publish.diff.more', { count: plan.counts[sort] - plan[sort].length })}
                </p>
              )}
            </details>
          ),
      )}
    </div>
  );
}

function Change({ change }: { change: ChangeView }) {
  const { t } = useTranslation();
  const isSame = change.before === change.after;
  return (
    <li data-testid="diff-row" data-entry={change.id}>
      <div className={styles.rowTitle}>
        <bdi>{change.title}</bdi>
        <Badge size="xs" variant="light" color="gray">
          {t(`kind.${change.kind}`)}
        </Badge>
      </div>
      {!isSame && change.before && (
        <p className={styles.before}>
          <HarmlessText text={change.before} max={600} />
        </p>
      )}
      {!isSame && change.after && (
        <p className={styles.after}>
          <HarmlessText text={change.after} max={600} />
        </p>
      )}
      {isSame && change.fields && (
        <p className={styles.rowMeta}>{t('publish.diff.fields', { names: change.fields.join('、') })}</p>
      )}
    </li>
  );
}
