import { Alert, Button, Progress, Skeleton, TextInput } from '@mantine/core';
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconFolder,
  IconPhotoOff,
  IconRefresh,
  IconUpload,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import { toErrorText } from '@/components/text/host-error';
import { toPermissionOrigin } from '@/components/text/permission-origin';
import type { LeadState, PublishPlanView } from '@/lib/platform/methods/publish-methods';
import styles from '../desk.module.css';
import { canPickFolder } from './bundle-folder';
import { DiffList } from './diff-list';
import { PublishResult } from './publish-result';
import { type Publishing, usePublish } from './use-publish';

/** What publishing would change, what stands against it, and the press that does it. */
export function ChangesCard({ state }: { state: LeadState }) {
  const { t } = useTranslation();
  const publishing = usePublish(state);
  const { plan, planError, isPlanning, look } = publishing;
  return (
    <section className={styles.panelBox} aria-label={t('publish.changes')} data-testid="changes" aria-busy={isPlanning}>
      <div className={styles.cardHead}>
        <h2 className={styles.h2}>{t('publish.changes')}</h2>
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconRefresh size={13} aria-hidden />}
          loading={isPlanning}
          onClick={look}
        >
          {t('publish.look')}
        </Button>
      </div>
      {planError ? <PlanError error={planError} state={state} onLook={look} /> : null}
      {!plan && !planError && <Skeleton height={90} radius="md" />}
      {plan && <PlanBody plan={plan} state={state} publishing={publishing} />}
    </section>
  );
}

function PlanError({ error, state, onLook }: { error: unknown; state: LeadState; onLook: () => void }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { destination } = state;
  const url = destination?.kind === 's3' ? destination.bucketUrl : destination?.kind === 'put' ? destination.url : '';
  const needsPermission = (error as { reason?: string }).reason === 'publish-permission';
  return (
    <Alert color="red" icon={<IconAlertTriangle size={17} />} data-testid="plan-error">
      {toErrorText(t, error)}
      {needsPermission && (
        <Button size="xs" ml="sm" onClick={() => void client.requestOrigins([toPermissionOrigin(url)]).then(onLook)}>
          {t('desk.sources.allow')}
        </Button>
      )}
    </Alert>
  );
}

function PlanBody({ plan, state, publishing }: { plan: PublishPlanView; state: LeadState; publishing: Publishing }) {
  const { t } = useTranslation();
  const [note, setNote] = useState('');
  const [why, setWhy] = useState('');
  const { counts, red } = plan;
  const isByHand = state.destination?.kind === 'files';
  const total = counts.added + counts.changed + counts.removed;
  const isBlocked = red.length > 0 && why.trim() === '';
  const { isRunning, progress } = publishing;
  const run = () =>
    void publishing.run({ note: note.trim(), ...(red.length > 0 ? { overrideReason: why.trim() } : {}) }).then(() => {
      setNote('');
      setWhy('');
    });
  return (
    <>
      <p className={styles.rowMeta} data-testid="plan" data-version={plan.version} data-changes={total}>
        {total === 0
          ? t(plan.version === 1 ? 'publish.empty' : 'publish.nothing', { count: plan.count })
          : t('publish.willBe', { version: plan.version, count: plan.count })}
        {plan.kept > 0 && ` ${t('publish.kept', { count: plan.kept })}`}
      </p>
      <DiffList plan={plan} />
      {red.length > 0 && (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={17} />}
          title={t('publish.red.title', { count: red.length })}
          data-testid="publish-red"
        >
          <ul className={styles.items}>
            {red.map((one) => (
              <li key={`${one.id}-${one.type}-${one.span}`} data-testid="finding" data-type={one.type}>
                {t('publish.red.row', { title: one.title, type: t(`finding.${one.type}`), span: one.span })}
              </li>
            ))}
          </ul>
          <TextInput
            mt="xs"
            label={t('publish.red.why')}
            placeholder={t('publish.red.whyHint')}
            maxLength={500}
            data-testid="override-reason"
            value={why}
            onChange={(event) => setWhy(event.currentTarget.value)}
          />
        </Alert>
      )}
      {plan.imageless.length > 0 && (
        <Alert color="yellow" icon={<IconPhotoOff size={17} />} data-testid="publish-imageless">
          {t('publish.imageless', {
            count: plan.imageless.length,
            titles: plan.imageless
              .slice(0, 5)
              .map(({ title }) => title)
              .join(t('why.join')),
          })}
        </Alert>
      )}
      <div className={styles.addRow}>
        <TextInput
          className={styles.grow}
          label={t('publish.note')}
          placeholder={t('publish.noteHint')}
          maxLength={500}
          data-testid="publish-note"
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        {isByHand && canPickFolder() && (
          <Button
            variant="default"
            leftSection={<IconFolder size={16} aria-hidden />}
            onClick={() => void publishing.pick()}
          >
            {t(publishing.hasFolder ? 'publish.folderPicked' : 'publish.pickFolder')}
          </Button>
        )}
        <Button
          leftSection={<IconUpload size={16} aria-hidden />}
          loading={isRunning}
          disabled={isBlocked}
          variant={total === 0 && plan.version > 1 ? 'default' : 'filled'}
          data-testid="publish"
          onClick={run}
        >
          {t(isByHand ? (publishing.hasFolder ? 'publish.writeFolder' : 'publish.makeZip') : 'publish.publish')}
        </Button>
      </div>
      {isRunning && progress && (
        <div role="status">
          <p className={styles.rowMeta}>
            {t(`publish.step.${progress.step}`, { done: progress.done, total: progress.total })}
          </p>
          <Progress
            size="sm"
            aria-label={t('publish.publish')}
            value={progress.total > 0 ? (100 * progress.done) / progress.total : 5}
          />
        </div>
      )}
      {publishing.error ? (
        <Alert color="red" mt="sm" icon={<IconAlertTriangle size={17} />} data-testid="publish-error">
          {toErrorText(t, publishing.error)}
        </Alert>
      ) : null}
      {publishing.done && (
        <Alert
          color="teal"
          mt="sm"
          icon={<IconCircleCheck size={17} />}
          data-testid="published"
          data-version={publishing.done.version}
        >
          <PublishResult done={publishing.done} isByHand={isByHand} hasFolder={publishing.hasFolder} />
        </Alert>
      )}
    </>
  );
}
