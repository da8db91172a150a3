import { Button, Skeleton } from '@mantine/core';
import { IconChecks } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import styles from '../desk.module.css';
import { UndoBar } from '../undo-bar';
import own from './askings.module.css';
import { CoverageBars } from './coverage-bars';
import { ProposalCard } from './proposal-card';

const PAGE = 20;

/** Everything that was proposed and waits: all clean ones by one press, or entry by entry. */
export function ReviewList() {
  const { t } = useTranslation();
  const [shown, setShown] = useState(PAGE);
  const [last, setLast] = useState<UndoStep | null>(null);
  const { data: review } = useHostQuery('askings.list.get', { offset: 0, limit: shown }, { keepPrevious: true });
  const accept = useHostAction('askings.accept');
  const acceptClean = useHostAction('askings.accept.clean');
  const dismiss = useHostAction('askings.dismiss');
  if (!review) return <Skeleton height={160} radius="md" />;
  const { total, rows, coverage } = review;
  const failed = [accept, acceptClean].some(({ data, isError }) => isError || data?.ok === false);
  return (
    <section aria-label={t('askings.review')} data-testid="askings-review" data-total={total}>
      <div className={own.reviewHead}>
        <h2 className={styles.h2}>{t('askings.reviewCount', { count: total })}</h2>
        <span className={own.spring} />
        {coverage.askings > 0 && (
          <Button
            leftSection={<IconChecks size={16} aria-hidden />}
            loading={acceptClean.isPending}
            data-testid="accept-clean"
            onClick={() => acceptClean.mutate({}, { onSuccess: (done) => done.ok && setLast(done.value.step) })}
          >
            {t('askings.acceptClean', { count: coverage.askings })}
          </Button>
        )}
      </div>
      {last && <UndoBar key={last.atMs} step={last} held={0} onClose={() => setLast(null)} />}
      {failed && (
        <p className={styles.error} role="alert">
          {t('error.unknown')}
        </p>
      )}
      {coverage.askings > 0 && <CoverageBars coverage={coverage} />}
      {total === 0 ? (
        <p className={styles.empty} data-testid="askings-empty">
          {t('askings.empty')}
        </p>
      ) : (
        rows.map((proposal) => (
          <ProposalCard
            key={`${proposal.id} ${proposal.run}`}
            proposal={proposal}
            isBusy={accept.isPending}
            onAccept={(texts) =>
              accept.mutate(
                { entries: [{ id: proposal.id, texts }] },
                { onSuccess: (done) => done.ok && setLast(done.value.step) },
              )
            }
            onDismiss={() => dismiss.mutate({ ids: [proposal.id] })}
          />
        ))
      )}
      {total > rows.length && (
        <Button variant="default" fullWidth onClick={() => setShown(shown + PAGE)}>
          {t('askings.more', { count: total - rows.length })}
        </Button>
      )}
    </section>
  );
}
