import { Alert, Button, Progress, SegmentedControl, Skeleton } from '@mantine/core';
import { IconAlertTriangle, IconPlayerPlay, IconPlayerStop, IconSparkles } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toErrorText } from '@/components/text/host-error';
import type { AskingChoice, LlmJobView } from '@/lib/platform/methods/askings-methods';
import styles from '../desk.module.css';
import own from './askings.module.css';
import { useChosenEntries } from './chosen-entries';
import { PlanLine } from './plan-line';

/** Which of the lead's two jobs. */
export type JobName = 'askings' | 'conflicts';
type Sort = 'ids' | 'few' | 'all';

const BUSY: ReadonlySet<string> = new Set(['running', 'waiting']);

/** Which entries, what it would take, the press that starts it, and how far it is. */
export function JobCard({ name }: { name: JobName }) {
  const { t } = useTranslation();
  const { data: job } = useHostQuery(`${name}.job.get`, {});
  if (!job) return <Skeleton height={120} radius="md" mb="sm" />;
  return (
    <section
      className={styles.panelBox}
      aria-label={t(`askings.job.${name}`)}
      data-testid="llm-job"
      data-job={name}
      data-state={job.state}
    >
      {BUSY.has(job.state) || job.state === 'paused' ? (
        <Running name={name} job={job} />
      ) : (
        <Start name={name} job={job} />
      )}
    </section>
  );
}

function Start({ name, job }: { name: JobName; job: LlmJobView }) {
  const { t } = useTranslation();
  const chosen = useChosenEntries();
  const start = useHostAction(`${name}.start`);
  const resume = useHostAction(`${name}.resume`);
  const [sort, setSort] = useState<Sort>(chosen.length > 0 ? 'ids' : name === 'askings' ? 'few' : 'all');
  const choice: AskingChoice = sort === 'ids' ? { ids: [...chosen] } : sort === 'few' ? { few: true } : { all: true };
  const { data: plan, error } = useHostQuery(`${name}.plan.get`, { choice }, { keepPrevious: true, forget: true });
  const sorts: Sort[] = [
    ...(chosen.length > 0 ? (['ids'] as const) : []),
    ...(name === 'askings' ? (['few'] as const) : []),
    'all',
  ];
  return (
    <>
      <h2 className={styles.h2}>{t(`askings.job.${name}`)}</h2>
      <p className={styles.rowMeta}>{t(`askings.job.${name}Hint`)}</p>
      <div className={own.startRow}>
        <SegmentedControl
          size="xs"
          aria-label={t('askings.which')}
          data-testid="job-choice"
          value={sort}
          onChange={(value) => setSort(value as Sort)}
          data={sorts.map((value) => ({ value, label: t(`askings.choice.${value}`, { count: chosen.length }) }))}
        />
        <Button
          leftSection={<IconSparkles size={16} aria-hidden />}
          loading={start.isPending}
          disabled={!plan || plan.count === 0 || plan.barred !== null}
          data-testid="job-start"
          onClick={() => start.mutate({ choice })}
        >
          {t(`askings.start.${name}`, { count: plan?.count ?? 0 })}
        </Button>
        {job.state === 'cancelled' && job.done < job.total && (
          <Button variant="default" data-testid="job-resume" onClick={() => resume.mutate({})}>
            {t('askings.resumeRest', { count: job.total - job.done })}
          </Button>
        )}
      </div>
      {plan && <PlanLine name={name} plan={plan} />}
      {error ? (
        <p className={styles.error} role="alert">
          {toErrorText(t, error)}
        </p>
      ) : null}
      {(job.state === 'done' || job.state === 'cancelled') && <JobFigures name={name} job={job} />}
    </>
  );
}

function Running({ name, job }: { name: JobName; job: LlmJobView }) {
  const { t, i18n } = useTranslation();
  const cancel = useHostAction(`${name}.cancel`);
  const resume = useHostAction(`${name}.resume`);
  const isPaused = job.state === 'paused';
  return (
    <>
      <div className={styles.cardHead}>
        <h2 className={styles.h2} role="status">
          {t(isPaused ? 'askings.paused' : `askings.running.${name}`, { done: job.done, total: job.total })}
        </h2>
        <span className={own.spring} />
        {isPaused && (
          <Button
            size="compact-sm"
            leftSection={<IconPlayerPlay size={14} aria-hidden />}
            loading={resume.isPending}
            data-testid="job-resume"
            onClick={() => resume.mutate({})}
          >
            {t('askings.resume')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlayerStop size={14} aria-hidden />}
          loading={cancel.isPending}
          data-testid="job-cancel"
          onClick={() => cancel.mutate({})}
        >
          {t('askings.cancel')}
        </Button>
      </div>
      <Progress
        my={8}
        size="sm"
        animated={job.state === 'running'}
        aria-label={t(`askings.job.${name}`)}
        value={job.total > 0 ? Math.max(2, (100 * job.done) / job.total) : 2}
      />
      {job.reason && (
        <Alert
          variant="light"
          color="orange"
          mt={6}
          mb={6}
          icon={<IconAlertTriangle size={17} aria-hidden />}
          data-testid="job-reason"
          data-reason={job.reason}
        >
          {t(`llm.reason.${job.reason}`)}
          {job.retryAtMs !== null && !isPaused
            ? ` · ${t('askings.retryAt', { time: new Date(job.retryAtMs).toLocaleTimeString(i18n.language) })}`
            : isPaused && ` · ${t(`askings.next.${nextOf(job.reason)}`)}`}
        </Alert>
      )}
      <JobFigures name={name} job={job} />
      {!isPaused && <p className={styles.rowMeta}>{t('askings.mayLeave')}</p>}
    </>
  );
}

/** What a person can do about it. */
const nextOf = (reason: string): 'budget' | 'setup' | 'retry' =>
  reason === 'budget'
    ? 'budget'
    : [
          'off',
          'no-model',
          'no-key',
          'permission',
          'auth',
          'quota',
          'model-missing',
          'origin-refused',
          'bad-request',
        ].includes(reason)
      ? 'setup'
      : 'retry';

function JobFigures({ name, job }: { name: JobName; job: LlmJobView }) {
  const { t, i18n } = useTranslation();
  const number = (value: number) => value.toLocaleString(i18n.language);
  return (
    <p className={styles.rowMeta} data-testid="job-figures" data-done={job.done} data-failed={job.failed}>
      {[
        t(`askings.figures.${name}`, { done: number(job.done), total: number(job.total) }),
        job.failed > 0 && t('askings.figures.failed', { count: job.failed }),
        t('askings.figures.used', { requests: number(job.requests), tokens: number(job.tokens.in + job.tokens.out) }),
        job.cost !== null && t('llm.settings.cost', { cost: job.cost.toFixed(2) }),
      ]
        .filter(Boolean)
        .join(' · ')}
    </p>
  );
}
