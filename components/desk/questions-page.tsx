import { useTranslation } from 'react-i18next';
import { QuestionList } from '@/components/questions/question-list';
import { DeskPage } from './desk-page';
import { toHash } from './use-route';

/** Questions that went to the lead: each waits for the answer that becomes a draft entry. */
export function QuestionsPage() {
  const { t } = useTranslation();
  return (
    <DeskPage title={t('questions.title')} lead={t('questions.lead')}>
      <QuestionList
        onOpen={(entryId) => {
          window.location.hash = toHash('knowledge', entryId, 'own');
        }}
      />
    </DeskPage>
  );
}
