import { ActionIcon } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { QuestionList } from '@/components/questions/question-list';
import { usePanelActions } from './panel-actions';
import styles from './phrases.module.css';

/** Questions that went to the lead, in the panel: the answer is pasted here and becomes a draft. */
export function OpenQuestions({ onClose }: { onClose(): void }) {
  const { t } = useTranslation();
  const { openDesk } = usePanelActions();
  return (
    <section className={styles.browser} data-testid="questions" aria-label={t('questions.title')}>
      <div className={styles.browserHead}>
        <h2 className={styles.pageTitle}>{t('questions.title')}</h2>
        <ActionIcon variant="subtle" color="gray" size={26} aria-label={t('close')} onClick={onClose}>
          <IconX size={15} aria-hidden />
        </ActionIcon>
      </div>
      <QuestionList onOpen={(entryId) => openDesk(`#/knowledge/${encodeURIComponent(entryId)}/own`)} />
    </section>
  );
}
