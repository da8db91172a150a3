import { Badge, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { NoticeCard } from '@/components/notice/notice-card';
import { useToasts } from '@/components/ui/toasts';
import styles from '../desk.module.css';

/** All notices in force for this agent, read and unread. */
export function NoticesInForce() {
  const { t } = useTranslation();
  const { show } = useToasts();
  const { data: notices = [] } = useHostQuery('notice.current', { tabId: null });
  const acknowledge = useHostAction('notice.ack');
  return (
    <section className={styles.noticeList} aria-label={t('team.notices')}>
      <h2 className={styles.h2}>{t('team.notices')}</h2>
      {notices.length === 0 && <p className={styles.rowMeta}>{t('team.noNotices')}</p>}
      {notices.map(({ key, ...notice }) => (
        <NoticeCard key={key} {...notice} mustRead={notice.mustRead && !notice.acked}>
          {notice.acked ? (
            <Badge size="sm" variant="light" color="teal">
              {t('team.acked')}
            </Badge>
          ) : (
            <Button
              size="compact-xs"
              variant="light"
              onClick={() => acknowledge.mutate({ key }, { onError: () => show('stopped') })}
            >
              {t('notice.ack')}
            </Button>
          )}
        </NoticeCard>
      ))}
    </section>
  );
}
