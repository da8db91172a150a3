import { IconSpeakerphone } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { HarmlessText } from '@/components/text/harmless-text';
import type { NoticeView } from '@/lib/platform/methods/team-methods';
import styles from './notice.module.css';
import { toPeriod } from './period';

export type NoticeCardProps = Pick<NoticeView, 'title' | 'wording' | 'reason' | 'mustRead' | 'from' | 'to'> & {
  /** Beside the head, such as "1/3". */
  count?: string;
  /** Buttons. */
  children?: ReactNode;
};

/** A notice as agents see it: what it is about, what to say word for word, why, since when. The desk shows the same as preview. */
export function NoticeCard({ title, wording, reason, mustRead, from, to, count, children }: NoticeCardProps) {
  const { t, i18n } = useTranslation();
  const period = toPeriod(t, i18n.language, from, to);
  return (
    <div className={styles.card} data-must-read={mustRead}>
      <div className={styles.head}>
        <IconSpeakerphone size={14} aria-hidden />
        <span>{t(mustRead ? 'notice.mustRead' : 'notice.tag')}</span>
        {count && <span className={styles.count}>{count}</span>}
      </div>
      <strong className={styles.title}>
        <HarmlessText text={title} max={200} />
      </strong>
      <p className={styles.wording}>
        <HarmlessText text={wording} />
      </p>
      {reason && (
        <p className={styles.reason}>
          {t('notice.reason')}
          <HarmlessText text={reason} max={600} />
        </p>
      )}
      {period && <p className={styles.reason}>{period}</p>}
      {children && <div className={styles.actions}>{children}</div>}
    </div>
  );
}
