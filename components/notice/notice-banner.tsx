import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useToasts } from '@/components/ui/toasts';
import styles from './notice.module.css';
import { NoticeCard } from './notice-card';

/** The lead's wording at the top of the panel, one at a time, until the agent has confirmed it. */
export function NoticeBanner({ tabId }: { tabId: number | null }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const { data: notices = [] } = useHostQuery('notice.current', { tabId }, { keepPrevious: true });
  const acknowledge = useHostAction('notice.ack');
  const waiting = notices.filter((notice) => notice.waiting);
  const [first] = waiting;
  if (!first) return null;
  const { key, ...shown } = first;
  return (
    <section
      className={styles.banner}
      data-testid="notice"
      data-id={first.id}
      data-must-read={first.mustRead}
      data-waiting={waiting.length}
      aria-label={t('notice.label')}
    >
      <NoticeCard {...shown} count={waiting.length > 1 ? t('notice.of', { count: waiting.length }) : undefined}>
        <Button
          size="compact-xs"
          color={first.mustRead ? 'red' : undefined}
          leftSection={<IconCheck size={13} aria-hidden />}
          data-testid="notice-ack"
          loading={acknowledge.isPending}
          onClick={() => acknowledge.mutate({ key }, { onError: () => show('stopped') })}
        >
          {t(first.mustRead ? 'notice.ackMust' : 'notice.ack')}
        </Button>
      </NoticeCard>
    </section>
  );
}
