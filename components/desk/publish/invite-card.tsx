import { Button, CopyButton } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LeadState } from '@/lib/platform/methods/publish-methods';
import styles from '../desk.module.css';

/** The code that agents paste, ready for the team's chat. */
export function InviteCard({ state, code }: { state: LeadState; code: string }) {
  const { t } = useTranslation();
  const message = t('publish.invite.message', { team: state.team?.name ?? '', code });
  return (
    <section className={styles.panelBox} aria-label={t('publish.invite.title')}>
      <h2 className={styles.h2}>{t('publish.invite.title')}</h2>
      <p className={styles.rowMeta}>{t('publish.invite.why')}</p>
      <code className={styles.code} data-testid="invite-code">
        {code}
      </code>
      <div className={styles.sourceActions}>
        <CopyButton value={message}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              leftSection={copied ? <IconCheck size={14} aria-hidden /> : <IconCopy size={14} aria-hidden />}
              onClick={copy}
            >
              {t(copied ? 'toast.copied' : 'publish.invite.copy')}
            </Button>
          )}
        </CopyButton>
      </div>
    </section>
  );
}
