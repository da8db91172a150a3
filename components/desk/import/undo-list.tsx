import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toAgo } from '@/components/text/relative-time';
import type { Undone } from '@/lib/knowledge/store/undo-log';
import styles from './import.module.css';

/** The last imports and bulk changes, each to be taken back by one press. */
export function UndoList() {
  const { t, i18n } = useTranslation();
  const { data: steps = [] } = useHostQuery('undo.list', {});
  const undo = useHostAction('undo.run');
  const [outcome, setOutcome] = useState<Undone | 'gone' | 'disk-full' | 'failed' | null>(null);
  if (steps.length === 0 && !outcome) return null;
  return (
    <section className={styles.box} aria-label={t('import.undo.title')}>
      <h2 className={styles.h2}>{t('import.undo.title')}</h2>
      {outcome && (
        <p className={styles.hint} role="status" data-testid="undo-outcome">
          {typeof outcome === 'string' ? t(`import.undo.${outcome}`) : t('import.undo.done', { ...outcome })}
        </p>
      )}
      <ul className={styles.steps}>
        {steps.slice(0, 5).map((step) => (
          <li key={step.atMs} data-testid="undo-step">
            <span className={styles.stepText}>
              <bdi>{t(`import.undo.${step.what}`, { name: step.label, count: step.count })}</bdi>
              <span className={styles.hint}>{toAgo(step.atMs, i18n.language)}</span>
            </span>
            <Button
              size="compact-sm"
              variant="default"
              data-testid="undo"
              disabled={undo.isPending}
              onClick={() =>
                undo.mutate(
                  { atMs: step.atMs },
                  {
                    onSuccess: (done) => setOutcome(done.ok ? done.value : done.reason),
                    onError: () => setOutcome('failed'),
                  },
                )
              }
            >
              {t('import.undo.button')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
