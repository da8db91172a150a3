import { Badge, Button } from '@mantine/core';
import { IconPlus, IconRotate2, IconSpeakerphone } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskPage } from '@/components/desk/desk-page';
import { toHash } from '@/components/desk/use-route';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { toPeriod } from '@/components/notice/period';
import { HarmlessText } from '@/components/text/harmless-text';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { useToasts } from '@/components/ui/toasts';
import type { LeadNotice } from '@/lib/platform/methods/team-methods';
import styles from '../desk.module.css';
import { NoticeEditor } from './notice-editor';
import { PushNote } from './push-note';
import { usePush } from './use-push';

const COLORS = { planned: 'blue', live: 'teal', over: 'gray', recalled: 'red' } as const;

/** The lead's notices: write, push, recall. `open` is `new` or the id of one; a new one may start from an entry. */
export function NoticesPage(props: {
  open: string | undefined;
  fromSource: string | undefined;
  fromEntry: string | undefined;
}) {
  const { t } = useTranslation();
  const { data: notices, isLoading } = useHostQuery('notice.list', {});
  const push = usePush();
  const { open, fromSource, fromEntry } = props;
  const opened = notices?.find(({ id }) => id === open);
  const isEditing = open === 'new' || opened !== undefined;
  return (
    <DeskPage
      title={t('desk.nav.notices')}
      lead={t('notices.lead')}
      actions={
        !isEditing && (
          <Button
            component="a"
            href={toHash('notices', 'new')}
            leftSection={<IconPlus size={16} aria-hidden />}
            data-testid="notice-new"
          >
            {t('notices.new')}
          </Button>
        )
      }
    >
      <PushNote push={push} />
      {isEditing ? (
        <NoticeEditor
          key={`${open} ${fromEntry ?? ''}`}
          notice={opened}
          fromSource={fromSource}
          fromEntry={fromEntry}
          push={push}
        />
      ) : (
        <ul className={styles.sources}>
          {notices?.map((notice) => (
            <NoticeRow key={notice.id} notice={notice} onPush={push.push} isPushing={push.isPushing} />
          ))}
        </ul>
      )}
      {!isEditing && !isLoading && notices?.length === 0 && <p className={styles.empty}>{t('notices.empty')}</p>}
    </DeskPage>
  );
}

function NoticeRow({
  notice,
  onPush,
  isPushing,
}: {
  notice: LeadNotice;
  onPush(title: string): Promise<void>;
  isPushing: boolean;
}) {
  const { t, i18n } = useTranslation();
  const { show } = useToasts();
  const recall = useHostAction('notice.recall');
  const remove = useHostAction('notice.remove');
  const [asking, setAsking] = useState<'recall' | 'remove' | null>(null);
  const { state, published, title } = notice;
  const isOver = state === 'recalled' || state === 'over';
  const meta = [
    notice.mustRead && t('notices.mustRead'),
    toPeriod(t, i18n.language, notice.from || undefined, notice.to || undefined),
    [...notice.groups, ...notice.shops].join('、'),
  ].filter(Boolean);
  return (
    <li
      className={styles.source}
      data-testid="lead-notice"
      data-id={notice.id}
      data-state={state}
      data-published={published}
    >
      <div className={styles.sourceHead}>
        <strong>
          <HarmlessText text={title} max={200} />
        </strong>
        <Badge size="sm" variant="light" color={COLORS[state]}>
          {t(`notices.state.${state}`)}
        </Badge>
        {!published && (
          <Badge size="sm" variant="light" color="orange">
            {t('notices.notPushed')}
          </Badge>
        )}
      </div>
      <p className={styles.words}>
        <HarmlessText text={notice.wording} max={400} />
      </p>
      {meta.length > 0 && <p className={styles.rowMeta}>{meta.join(' · ')}</p>}
      <div className={styles.sourceActions}>
        {!published && (
          <Button
            size="xs"
            loading={isPushing}
            leftSection={<IconSpeakerphone size={14} aria-hidden />}
            data-testid="notice-push"
            onClick={() => void onPush(title)}
          >
            {t(state === 'recalled' ? 'notices.pushRecall' : 'notices.push')}
          </Button>
        )}
        <Button component="a" size="xs" variant="default" href={toHash('notices', notice.id)}>
          {t(isOver ? 'notices.again' : 'publish.edit')}
        </Button>
        {!isOver && (
          <Button
            size="xs"
            variant="subtle"
            color="red"
            leftSection={<IconRotate2 size={14} aria-hidden />}
            data-testid="notice-recall"
            onClick={() => setAsking('recall')}
          >
            {t('notices.recall')}
          </Button>
        )}
        {(isOver || !published) && (
          <Button size="xs" variant="subtle" color="red" onClick={() => setAsking('remove')}>
            {t('notices.remove')}
          </Button>
        )}
      </div>
      <ConfirmDialog
        opened={asking === 'recall'}
        title={t('notices.recallTitle', { title })}
        text={t('notices.recallText')}
        confirm={t('notices.recall')}
        onClose={() => setAsking(null)}
        onConfirm={() =>
          recall.mutate(
            { id: notice.id },
            { onSuccess: () => void onPush(t('notices.recallNote', { title })), onError: () => show('stopped') },
          )
        }
      />
      <ConfirmDialog
        opened={asking === 'remove'}
        title={t('notices.removeTitle', { title })}
        text={t(state === 'recalled' ? 'notices.removeRecalled' : 'notices.removeText')}
        confirm={t('notices.remove')}
        onClose={() => setAsking(null)}
        onConfirm={() => remove.mutate({ id: notice.id }, { onError: () => show('stopped') })}
      />
    </li>
  );
}
