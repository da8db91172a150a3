import { Badge, Button, Progress } from '@mantine/core';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostClient } from '@/components/host-client-context';
import { toPermissionOrigin } from '@/components/text/permission-origin';
import { toAgo } from '@/components/text/relative-time';
import { toSourceName } from '@/components/text/source-name';
import { toSyncErrorText } from '@/components/text/sync-error';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToasts } from '@/components/ui/toasts';
import type { SyncSource } from '@/lib/platform/messages';
import styles from './desk.module.css';

const COLORS: Record<SyncSource['state'], string> = {
  idle: 'teal',
  checking: 'blue',
  loading: 'blue',
  error: 'red',
  stopped: 'gray',
};

/** One source: version, count, how its sync stands, the last error in words, and what can be done about it. */
export function SourceRow({ source }: { source: SyncSource }) {
  const { t, i18n } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const now = useHostAction('sync.now');
  const remove = useHostAction('sync.remove');
  const [asking, setAsking] = useState(false);
  const { progress } = source;
  const isBundled = source.url === '' || source.id === 'starter';

  const allow = () => {
    void client.requestOrigins([toPermissionOrigin(source.url)]).then((granted) => {
      if (granted) now.mutate({ id: source.id });
      else show('refused');
    });
  };
  return (
    <li
      className={styles.source}
      data-testid="sync-status"
      data-source={source.id}
      data-version={source.version}
      data-count={source.count}
      data-state={source.state}
      data-error={source.error}
    >
      <div className={styles.sourceHead}>
        <strong>{toSourceName(t, source.id, source.name)}</strong>
        <Badge size="sm" variant="light" color={COLORS[source.state]}>
          {t(`desk.sources.state.${source.state}`)}
        </Badge>
        {isBundled ? (
          <Badge size="sm" variant="light" color="gray">
            {t('desk.sources.bundled')}
          </Badge>
        ) : (
          source.level && (
            <Badge size="sm" variant="light" color="gray">
              {t(`desk.sources.level.${source.level}`)}
            </Badge>
          )
        )}
      </div>
      {!isBundled && <code className={styles.url}>{source.url}</code>}
      <p className={styles.rowMeta}>
        {[
          t('desk.sources.count', { count: source.count }),
          source.version > 0 && t('sync.version', { version: source.version }),
          source.unreadable ? t('desk.sources.unreadable', { count: source.unreadable }) : null,
          source.changedAtMs && t('desk.sources.changed', { ago: toAgo(source.changedAtMs, i18n.language) }),
          source.checkedAtMs && t('desk.sources.checked', { ago: toAgo(source.checkedAtMs, i18n.language) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {source.state === 'loading' && progress && progress.total > 0 && (
        <Progress value={(100 * progress.done) / progress.total} size="sm" aria-label={t('sync.progress')} />
      )}
      {source.error && (
        <p className={styles.error} role="alert">
          {toSyncErrorText(t, source.error)}
        </p>
      )}
      <div className={styles.sourceActions}>
        {source.needsPermission && (
          <Button size="xs" data-testid="permission-ask" onClick={allow}>
            {t('desk.sources.allow')}
          </Button>
        )}
        {!isBundled && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={now.isPending}
            data-testid="sync-now"
            onClick={() => now.mutate({ id: source.id }, { onError: () => show('stopped') })}
          >
            {t('desk.sources.now')}
          </Button>
        )}
        {!isBundled && (
          <Button
            size="xs"
            variant="subtle"
            color="red"
            leftSection={<IconTrash size={14} aria-hidden />}
            data-testid="source-remove"
            onClick={() => setAsking(true)}
          >
            {t('desk.sources.remove')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking}
        title={t('desk.sources.removeTitle')}
        text={t('desk.sources.removeText', { name: source.name, count: source.count })}
        confirm={t('desk.sources.remove')}
        onClose={() => setAsking(false)}
        onConfirm={() => remove.mutate({ id: source.id }, { onError: () => show('stopped') })}
      />
    </li>
  );
}
