import { Button, Textarea } from '@mantine/core';
import { IconSend2 } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PracticeConversation } from '@/lib/practice/engine';
import styles from './practice.module.css';
import { PracticeBubble } from './practice-bubble';

export interface PracticeChatProps {
  conversation: PracticeConversation | null;
  onSend(buyerId: string, text: string): void;
}

/** The open conversation: messages, and a box whose text React owns, as in real consoles. */
export function PracticeChat({ conversation, onSend }: PracticeChatProps) {
  const { t } = useTranslation();
  const [draft, setDraft] = useState('');
  const thread = useRef<HTMLDivElement>(null);
  const count = conversation?.messages.length ?? 0;
  const typing = conversation?.typing ?? false;

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new row or the typing line is what scrolls
  useEffect(() => {
    thread.current?.scrollTo({ top: thread.current.scrollHeight });
  }, [count, typing]);

  if (!conversation) return <section className={styles.chat} aria-label={t('practice.messages')} />;
  const { buyer } = conversation.script;
  const send = () => {
    if (!draft.trim()) return;
    onSend(buyer.id, draft);
    setDraft('');
  };
  const onKey = (event: KeyboardEvent) => {
    // Enter of an input method only ends its word.
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    send();
  };
  return (
    <section className={styles.chat} aria-label={t('practice.messages')}>
      <h2 className={styles.buyer}>
        <span data-practice="buyer" data-id={buyer.id}>
          {buyer.name}
        </span>
        {conversation.waitingSinceMs !== null && !conversation.done && (
          <Waiting sinceMs={conversation.waitingSinceMs} />
        )}
      </h2>
      <div ref={thread} className={styles.thread} data-practice="thread" data-buyer={buyer.id} role="log" tabIndex={-1}>
        {conversation.messages.map((message) => (
          <PracticeBubble key={message.id} message={message} script={conversation.script} />
        ))}
        {typing && <p className={styles.typing}>{t('practice.typing')}</p>}
        {conversation.done && <p className={styles.typing}>{t('practice.done')}</p>}
      </div>
      <div className={styles.composer}>
        <Textarea
          data-practice="composer"
          aria-label={t('practice.composer')}
          placeholder={t('practice.placeholder')}
          variant="unstyled"
          rows={4}
          value={draft}
          onChange={(event) => setDraft(event.currentTarget.value)}
          onKeyDown={onKey}
        />
        <div className={styles.sendRow}>
          <span className={styles.hint}>{t('practice.hint')}</span>
          <Button
            size="compact-md"
            data-practice="send"
            leftSection={<IconSend2 size={15} aria-hidden />}
            disabled={!draft.trim()}
            onClick={send}
          >
            {t('practice.send')}
          </Button>
        </div>
      </div>
    </section>
  );
}

const TICK_MS = 1000;

/** How long the buyer has been waiting, counted up. */
function Waiting({ sinceMs }: { sinceMs: number }) {
  const { t } = useTranslation();
  const [nowMs, setNowMs] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.round((nowMs - sinceMs) / 1000));
  return (
    <span className={styles.waiting} data-late={seconds >= 30}>
      {t('practice.wait', { seconds })}
    </span>
  );
}
