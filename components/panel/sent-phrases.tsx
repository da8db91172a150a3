import { Button } from '@mantine/core';
import { IconBookmarkPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import styles from './phrases.module.css';

/** What was just sent, personal data hidden: one press proposes it as a phrase of mine. */
export function SentPhrases({
  tabId,
  revision,
  onSave,
}: {
  tabId: number;
  /** Changes with every row of the chat: what is sent while the browser is open shows up too. */
  revision: number;
  onSave(sent: { text: string; title: string }): void;
}) {
  const { t } = useTranslation();
  const { data: sent = [] } = useHostQuery(
    'phrases.sent.list',
    { tabId, revision },
    { forget: true, keepPrevious: true },
  );
  const [newest] = sent;
  if (!newest) return null;
  return (
    <div className={styles.sent} data-testid="sent-phrase">
      <span className={styles.sentLabel}>{t('phrases.sent')}</span>
      <bdi className={styles.sentText}>{newest.text}</bdi>
      <Button
        size="compact-xs"
        variant="light"
        data-stop
        data-testid="phrase-save-sent"
        leftSection={<IconBookmarkPlus size={13} aria-hidden />}
        onClick={() => onSave(newest)}
      >
        {t('phrases.saveSent')}
      </Button>
    </div>
  );
}
