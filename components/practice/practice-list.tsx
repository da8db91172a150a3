import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PracticeConversation } from '@/lib/practice/engine';
import styles from './practice.module.css';

export interface PracticeListProps {
  conversations: readonly PracticeConversation[];
  openId: string | null;
  onOpen(buyerId: string): void;
}

/** Buyers who have written, in script order, with what is unread. */
export function PracticeList({ conversations, openId, onOpen }: PracticeListProps) {
  const { t } = useTranslation();
  return (
    <nav className={styles.list} aria-label={t('practice.conversations')}>
      {conversations
        .filter((one) => one.started)
        .map(({ script: { buyer }, messages, unread, typing }) => (
          <UnstyledButton
            key={buyer.id}
            className={styles.listRow}
            data-practice="list-row"
            data-id={buyer.id}
            aria-current={buyer.id === openId}
            onClick={() => onOpen(buyer.id)}
          >
            <Avatar name={buyer.name} />
            <span className={styles.listText}>
              <span className={styles.listName} data-practice="list-name">
                {buyer.name}
              </span>
              <span className={styles.listPreview} data-practice="list-preview">
                {typing ? t('practice.typing') : toPreview(messages.at(-1), t)}
              </span>
            </span>
            {unread > 0 && (
              <span className={styles.unread} title={t('practice.unread', { count: unread })}>
                <span data-practice="list-unread">{unread}</span>
              </span>
            )}
          </UnstyledButton>
        ))}
    </nav>
  );
}

const toPreview = (
  message: PracticeConversation['messages'][number] | undefined,
  t: (key: string) => string,
): string => (message?.card ? `[${t(`practice.${message.card}`)}]` : (message?.text ?? ''));

const HUES = [168, 28, 262, 340, 210];

/** A coloured first character; the same name always has the same colour. */
export function Avatar({ name }: { name: string }) {
  const hue = HUES[[...name].reduce((sum, char) => sum + (char.codePointAt(0) ?? 0), 0) % HUES.length];
  return (
    <span className={styles.avatar} style={{ background: `hsl(${hue} 42% 42%)` }} aria-hidden>
      {[...name][0]}
    </span>
  );
}
