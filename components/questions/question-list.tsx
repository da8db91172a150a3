import { Button, Textarea, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { HarmlessText } from '@/components/text/harmless-text';
import { toAgo } from '@/components/text/relative-time';
import { useToasts } from '@/components/ui/toasts';
import type { HostMethods } from '@/lib/platform/messages';
import styles from './questions.module.css';

type Question = HostMethods['ask.list']['result'][number];

/** Answered and dropped ones shown below the open ones. */
const DONE_SHOWN = 20;

/** Open questions, newest first, each with room for the lead's answer; then what became of the others. */
export function QuestionList({ onOpen }: { onOpen(entryId: string): void }) {
  const { t } = useTranslation();
  const { data: rows = [], isLoading } = useHostQuery('ask.list', {});
  const open = rows.filter((row) => row.state === 'open');
  const done = rows.filter((row) => row.state !== 'open').slice(0, DONE_SHOWN);
  if (!isLoading && rows.length === 0) return <p className={styles.empty}>{t('questions.empty')}</p>;
  return (
    <>
      <ul className={styles.list} aria-label={t('questions.openList')}>
        {open.map((row) => (
          <OpenQuestion key={row.id} row={row} />
        ))}
      </ul>
      {open.length === 0 && <p className={styles.empty}>{t('questions.noneOpen')}</p>}
      {done.length > 0 && (
        <>
          <h2 className={styles.doneTitle}>{t('questions.done')}</h2>
          <ul className={styles.list}>
            {done.map((row) => (
              <li key={row.id} className={styles.done} data-testid="question" data-state={row.state}>
                <Words row={row} />
                {row.entryId ? (
                  <UnstyledButton
                    className={styles.link}
                    data-testid="question-entry"
                    data-entry={row.entryId}
                    onClick={() => onOpen(row.entryId ?? '')}
                  >
                    {t('questions.seeDraft')}
                  </UnstyledButton>
                ) : (
                  <span className={styles.meta}>{t('questions.dropped')}</span>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OpenQuestion({ row }: { row: Question }) {
  const { t } = useTranslation();
  const { show } = useToasts();
  const [text, setText] = useState('');
  const answer = useHostAction('ask.answer');
  const drop = useHostAction('ask.drop');
  const save = () =>
    answer.mutate(
      { id: row.id, text },
      {
        onSuccess: (result) => show(result.ok ? 'answer-saved' : `answer-${result.reason}`),
        onError: () => show('stopped'),
      },
    );
  return (
    <li className={styles.question} data-testid="question" data-state="open">
      <Words row={row} />
      <Textarea
        size="xs"
        autosize
        minRows={2}
        maxRows={8}
        aria-label={t('questions.paste')}
        placeholder={t('questions.paste')}
        data-testid="question-answer"
        maxLength={8000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <span className={styles.meta}>{t('questions.becomes')}</span>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => drop.mutate({ id: row.id })}>
          {t('questions.drop')}
        </Button>
        <Button
          size="compact-xs"
          disabled={text.trim() === ''}
          loading={answer.isPending}
          data-testid="question-save"
          onClick={save}
        >
          {t('questions.save')}
        </Button>
      </div>
    </li>
  );
}

function Words({ row }: { row: Question }) {
  const { t, i18n } = useTranslation();
  const about = [row.shop, row.product, row.scene && t(`scene.${row.scene}`, row.scene)].filter(Boolean).join(' · ');
  return (
    <div>
      <p className={styles.words}>
        <HarmlessText text={row.question} max={400} />
      </p>
      <p className={styles.meta}>
        {about && `${about} · `}
        {toAgo(row.atMs, i18n.language)}
      </p>
    </div>
  );
}
