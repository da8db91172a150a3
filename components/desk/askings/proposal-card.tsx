import { Anchor, Badge, Button } from '@mantine/core';
import { IconCheck, IconTrash } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { HarmlessText } from '@/components/text/harmless-text';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { AskingProposal } from '@/lib/suggest/llm/askings/asking';
import styles from '../desk.module.css';
import { toHash } from '../use-route';
import { AskingRow, type Decision, ReasonNote } from './asking-row';
import own from './askings.module.css';

interface ProposalCardProps {
  proposal: AskingProposal;
  isBusy: boolean;
  onAccept(texts: string[]): void;
  onDismiss(): void;
}

/** What was proposed for one entry, to be kept, changed or left. */
export function ProposalCard({ proposal, isBusy, onAccept, onDismiss }: ProposalCardProps) {
  const { t } = useTranslation();
  const [decisions, setDecisions] = useState<Decision[]>(() =>
    proposal.askings
      .filter(({ state }) => state !== 'dropped')
      .map((asking) => ({ asking, keep: asking.state === 'clean' })),
  );
  const dropped = proposal.askings.filter(({ state }) => state === 'dropped');
  const kept = decisions.filter(({ keep, asking }) => keep && asking.text);
  const before = kept.filter(({ asking }) => asking.before).length;
  const accept = () => kept.length > 0 && onAccept(kept.map(({ asking }) => asking.text));
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      // A text that is being typed is looked at first, as leaving it does.
      if (event.target instanceof HTMLElement) event.target.blur();
      accept();
      return;
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    const boxes = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-asking-box]')];
    const at = event.target instanceof HTMLElement ? boxes.indexOf(event.target) : -1;
    const next = boxes[at + (event.key === 'ArrowDown' ? 1 : -1)];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  };
  return (
    <article
      className={styles.panelBox}
      data-testid="proposal"
      data-entry={proposal.id}
      aria-label={proposal.title}
      onKeyDown={onKeyDown}
    >
      <div className={styles.cardHead}>
        <h3 className={own.title}>
          <Anchor href={toHash('knowledge', proposal.id, OWN_SOURCE)} inherit>
            <bdi>{proposal.title}</bdi>
          </Anchor>
        </h3>
        {kept.length > 0 && (
          <Badge variant="light" data-testid="proposal-coverage" title={t('askings.coverage.hint')}>
            {t('askings.coverage.entry', { before, count: kept.length })}
          </Badge>
        )}
        <span className={own.spring} />
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={14} aria-hidden />}
          data-testid="proposal-dismiss"
          onClick={onDismiss}
        >
          {t('askings.dismiss')}
        </Button>
        <Button
          size="compact-sm"
          leftSection={<IconCheck size={14} aria-hidden />}
          loading={isBusy}
          disabled={kept.length === 0}
          data-testid="proposal-accept"
          onClick={accept}
        >
          {t('askings.accept', { count: kept.length })}
        </Button>
      </div>
      {proposal.failure && (
        <p className={own.failure} data-testid="proposal-failure" data-reason={proposal.failure}>
          {t(`llm.reason.${proposal.failure}`)} · {t('askings.failureNext')}
        </p>
      )}
      <ul className={own.askings}>
        {decisions.map((decision, at) => (
          <AskingRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the text changes while it is typed, the place does not
            key={at}
            entryId={proposal.id}
            decision={decision}
            onChange={(next) => setDecisions((all) => all.map((one, i) => (i === at ? next : one)))}
          />
        ))}
      </ul>
      {dropped.length > 0 && (
        <details className={own.dropped} data-testid="proposal-dropped" data-count={dropped.length}>
          <summary>{t('askings.dropped', { count: dropped.length })}</summary>
          <ul className={own.askings}>
            {dropped.map((asking, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a list that does not change
              <li key={at} className={own.asking} data-state="dropped">
                <span className={own.text}>
                  <HarmlessText text={asking.text} max={120} />
                </span>
                <ReasonNote asking={asking} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </article>
  );
}
