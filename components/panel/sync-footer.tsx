import { Progress, Tooltip, UnstyledButton } from '@mantine/core';
import { IconCloudCheck, IconCloudDown, IconCloudExclamation, IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useHostClient } from '@/components/host-client-context';
import { toSkewText } from '@/components/text/clock-skew';
import { toPermissionOrigin } from '@/components/text/permission-origin';
import { toAgo } from '@/components/text/relative-time';
import { toSyncErrorText } from '@/components/text/sync-error';
import type { SyncSource } from '@/lib/platform/messages';
import styles from './panel.module.css';

/** The source that the one-line status speaks of: the team's feed that changed last, else the starter pack. */
export function getMainSource(sources: SyncSource[]): SyncSource | undefined {
  const feeds = sources.filter((source) => source.id !== 'starter' && source.id !== 'own');
  const newestFirst = [...feeds].sort((a, b) => (b.changedAtMs ?? 0) - (a.changedAtMs ?? 0));
  return newestFirst[0] ?? sources.find((source) => source.id === 'starter') ?? sources[0];
}

/** Version and count of the knowledge in use, how the sync stands, and the ask for a permission that it lacks. */
export function SyncFooter() {
  const { t, i18n } = useTranslation();
  const client = useHostClient();
  const { data: sources = [] } = useHostQuery('sync.status', {});
  const main = getMainSource(sources);
  const blocked = sources.filter((source) => source.needsPermission);
  const failed = sources.find((source) => source.state === 'error' && !source.needsPermission);
  const loading = sources.find((source) => source.state === 'loading');
  const remark = sources.find((source) => source.error === 'schema-newer');
  const skew = toSkewText(t, sources);
  const total = sources.reduce((sum, source) => sum + source.count, 0);
  const Icon = failed || remark || skew ? IconCloudExclamation : loading ? IconCloudDown : IconCloudCheck;
  const words = failed
    ? toSyncErrorText(t, failed.error)
    : loading
      ? t('sync.loading', { done: loading.progress?.done ?? 0, total: loading.progress?.total ?? 0 })
      : remark
        ? toSyncErrorText(t, remark.error)
        : (skew ?? t('sync.ready', { count: total }));
  return (
    <footer className={styles.footer}>
      {blocked.length > 0 && (
        <UnstyledButton
          className={styles.permission}
          data-testid="permission-ask"
          // Nothing may come before the request: a browser honours it only as the first call of the press.
          onClick={() =>
            void client.requestOrigins([...new Set(blocked.map((source) => toPermissionOrigin(source.url)))])
          }
        >
          <IconLock size={14} aria-hidden />{' '}
          {t('sync.permission', { names: blocked.map((source) => source.name).join(t('why.join')) })}
        </UnstyledButton>
      )}
      <Tooltip
        multiline
        maw={300}
        label={main?.checkedAtMs ? t('sync.checked', { ago: toAgo(main.checkedAtMs, i18n.language) }) : t('sync.never')}
      >
        <UnstyledButton
          className={styles.sync}
          data-testid="sync-status"
          data-version={main?.version ?? 0}
          data-count={main?.count ?? 0}
          data-state={failed ? 'error' : (main?.state ?? 'idle')}
          data-error={failed?.error}
          onClick={() => client.openDesk('#/sources')}
        >
          <Icon size={14} aria-hidden />
          <span className={styles.syncWords}>{words}</span>
          {main && main.version > 0 && (
            <span className={styles.version}>{t('sync.version', { version: main.version })}</span>
          )}
        </UnstyledButton>
      </Tooltip>
      {loading?.progress && loading.progress.total > 0 && (
        <Progress
          size={2}
          value={(100 * loading.progress.done) / loading.progress.total}
          aria-label={t('sync.progress')}
        />
      )}
    </footer>
  );
}
