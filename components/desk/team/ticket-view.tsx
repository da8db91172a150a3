import { Badge } from '@mantine/core';
import { IconShieldCheck, IconShieldX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { HarmlessText } from '@/components/text/harmless-text';
import type { JoinTicketView } from '@/lib/platform/methods/team-methods';
import styles from '../desk.module.css';

/** Whose code it is, before anything is joined. */
export function TicketView({ ticket }: { ticket: JoinTicketView }) {
  const { t } = useTranslation();
  const Icon = ticket.signed ? IconShieldCheck : IconShieldX;
  return (
    <dl className={styles.meta} data-testid="join-ticket" data-team={ticket.team}>
      <dt>{t('team.name')}</dt>
      <dd>
        <strong>
          <HarmlessText text={ticket.team} max={100} />
        </strong>{' '}
        <Badge size="sm" variant="light" color="gray">
          {t(`team.level.${ticket.level}`)}
        </Badge>
      </dd>
      <dt>{t('team.address')}</dt>
      <dd>
        <code className={styles.url}>{ticket.url}</code>
      </dd>
      <dt>{t('team.signature')}</dt>
      <dd className={styles.iconLine}>
        <Icon size={15} aria-hidden />
        {t(ticket.signed ? 'team.signed' : 'team.unsigned')}
      </dd>
    </dl>
  );
}
