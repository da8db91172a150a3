import { Button, Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useSettings } from '@/components/hooks/use-settings';
import { useHostClient } from '@/components/host-client-context';
import { toErrorText } from '@/components/text/host-error';
import { toPermissionOrigin } from '@/components/text/permission-origin';
import { useToasts } from '@/components/ui/toasts';
import type { Settings } from '@/lib/platform/messages';
import styles from '../desk.module.css';
import { TicketView } from './ticket-view';

const ROLES = ['trainee', 'agent', 'senior', 'lead'] as const satisfies readonly Settings['role'][];
const TYPING_MS = 120;
const NO_GROUP = '';

/**
 * Paste a code, see whose it is, pick group and role, join. The permission for its address is asked for first and in the
 * press itself, as browsers demand; joining does not wait for the answer.
 */
export function JoinForm({
  onJoined,
  onCode,
}: {
  onJoined?: (sourceId: string) => void;
  /** Whether a code stands in the field. */
  onCode?: (isThere: boolean) => void;
}) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const { settings } = useSettings();
  const [code, setCodeText] = useState('');
  const setCode = (text: string) => {
    setCodeText(text);
    onCode?.(text.trim() !== '');
  };
  const [group, setGroup] = useState<string>(NO_GROUP);
  const [role, setRole] = useState<Settings['role'] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const [asked] = useDebouncedValue(code.trim(), TYPING_MS);
  const {
    data: ticket,
    error: refused,
    isFetching,
  } = useHostQuery('team.read', { code: asked }, { enabled: asked !== '', forget: true });
  const known = asked === code.trim() && asked !== '' ? ticket : undefined;

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!known) return;
    const answer = client.requestOrigins([toPermissionOrigin(known.url)]);
    client
      .call('team.join', {
        code: asked,
        group: group === NO_GROUP ? null : group,
        role: role ?? settings?.role ?? 'agent',
      })
      .then(({ sourceId }) => {
        setCode('');
        setGroup(NO_GROUP);
        setError(null);
        onJoined?.(sourceId);
        void answer.then((granted) => {
          if (granted) client.call('sync.now', { id: sourceId }).catch(() => show('stopped'));
          else show('refused');
        });
      })
      .catch((reason) => setError(toErrorText(t, reason)));
  };
  return (
    <form className={styles.panelBox} onSubmit={onSubmit} noValidate aria-label={t('team.join')}>
      <Textarea
        label={t('team.code')}
        placeholder={t('team.codeHint')}
        autosize
        minRows={2}
        maxRows={6}
        data-autofocus
        data-testid="join-code"
        value={code}
        error={error ?? (refused && asked !== '' && !isFetching ? toErrorText(t, refused) : null)}
        onChange={(event) => {
          setCode(event.currentTarget.value);
          setError(null);
        }}
      />
      {known && (
        <>
          <TicketView ticket={known} />
          <div className={styles.addRow}>
            {known.groups.length > 0 && (
              <Select
                label={t('team.group')}
                description={t('team.groupHint')}
                className={styles.grow}
                data-testid="join-group"
                allowDeselect={false}
                data={[
                  { value: NO_GROUP, label: t('team.groupNone') },
                  ...known.groups.map((name) => ({ value: name, label: name })),
                ]}
                value={group}
                onChange={(value) => setGroup(value ?? NO_GROUP)}
              />
            )}
            <Select
              label={t('team.role')}
              description={t('desk.settings.roleHint')}
              className={styles.grow}
              data-testid="join-role"
              allowDeselect={false}
              data={ROLES.map((value) => ({ value, label: t(`desk.settings.roles.${value}`) }))}
              value={role ?? settings?.role ?? 'agent'}
              onChange={(value) => setRole(value as Settings['role'] | null)}
            />
          </div>
          <div className={styles.formEnd}>
            <Button type="submit" data-testid="join">
              {t(known.joined ? 'team.rejoin' : 'team.join')}
            </Button>
            <span className={styles.rowMeta}>{t('team.joinNote', { host: new URL(known.url).host })}</span>
          </div>
        </>
      )}
    </form>
  );
}
