import { Badge, Button, Progress, Select } from '@mantine/core';
import { IconCircleCheck, IconDoorExit } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostClient } from '@/components/host-client-context';
import { HarmlessText } from '@/components/text/harmless-text';
import { toPermissionOrigin } from '@/components/text/permission-origin';
import { toSyncErrorText } from '@/components/text/sync-error';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToasts } from '@/components/ui/toasts';
import type { SyncSource } from '@/lib/platform/messages';
import type { MembershipView } from '@/lib/platform/methods/team-methods';
import styles from '../desk.module.css';

/** A team that was joined: how its knowledge stands, one's group, the way out. */
export function MembershipCard({
  team,
  source,
  isNew,
}: {
  team: MembershipView;
  source: SyncSource | undefined;
  /** Joined just now: says where it shows. */
  isNew: boolean;
}) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const setGroup = useHostAction('team.group');
  const leave = useHostAction('team.leave');
  const now = useHostAction('sync.now');
  const [asking, setAsking] = useState(false);
  const version = source?.version ?? 0;
  const progress = source?.progress;

  const words =
    version > 0
      ? t('team.joined', { team: team.team, count: source?.count ?? 0, version })
      : progress
        ? t('team.joining', { team: team.team, done: progress.done, total: progress.total })
        : t('team.waiting', { team: team.team });
  const allow = () => {
    void client.requestOrigins([toPermissionOrigin(source?.url ?? '')]).then((granted) => {
      if (granted) now.mutate({ id: team.sourceId });
      else show('refused');
    });
  };
  return (
    <li
      className={styles.source}
      data-testid="membership"
      data-team={team.team}
      data-version={version}
      data-count={source?.count ?? 0}
      data-error={source?.error}
    >
      <div className={styles.sourceHead}>
        <strong>
          <HarmlessText text={team.team} max={100} />
        </strong>
        {source?.level && (
          <Badge size="sm" variant="light" color="gray">
            {t(`team.level.${source.level}`)}
          </Badge>
        )}
      </div>
      <p className={styles.rowMeta} role="status">
        {words}
      </p>
      {isNew && version > 0 && (
        <p className={styles.next} data-testid="join-next">
          <IconCircleCheck size={15} aria-hidden /> {t('team.next')}
        </p>
      )}
      {version === 0 && progress && progress.total > 0 && (
        <Progress value={(100 * progress.done) / progress.total} size="sm" aria-label={t('sync.progress')} />
      )}
      {source?.error && (
        <p className={styles.error} role="alert">
          {toSyncErrorText(t, source.error)}
        </p>
      )}
      <div className={styles.sourceActions}>
        {source?.needsPermission && (
          <Button size="xs" data-testid="permission-ask" onClick={allow}>
            {t('desk.sources.allow')}
          </Button>
        )}
        {team.groups.length > 0 && (
          <Select
            size="xs"
            aria-label={t('team.group')}
            data-testid="membership-group"
            placeholder={t('team.groupNone')}
            clearable
            data={team.groups}
            value={team.group}
            onChange={(group) =>
              setGroup.mutate(
                { sourceId: team.sourceId, group },
                { onSuccess: () => show('saved'), onError: () => show('stopped') },
              )
            }
          />
        )}
        <Button
          size="xs"
          variant="subtle"
          color="red"
          leftSection={<IconDoorExit size={14} aria-hidden />}
          data-testid="leave"
          onClick={() => setAsking(true)}
        >
          {t('team.leave')}
        </Button>
      </div>
      <ConfirmDialog
        opened={asking}
        title={t('team.leaveTitle', { team: team.team })}
        text={t('team.leaveText', { count: source?.count ?? 0 })}
        confirm={t('team.leave')}
        onClose={() => setAsking(false)}
        onConfirm={() =>
          leave.mutate({ sourceId: team.sourceId }, { onSuccess: () => show('wiped'), onError: () => show('stopped') })
        }
      />
    </li>
  );
}
