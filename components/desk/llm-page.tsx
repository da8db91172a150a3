import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { DeskPage } from './desk-page';
import { LlmBehaviour } from './llm-behaviour';
import { LlmSetup } from './llm-setup';
import { OutboundLog } from './outbound-log';

/** Connecting an LLM, how it behaves, and what has left the machine. */
export function LlmPage() {
  const { t } = useTranslation();
  const { data: settings } = useHostQuery('llm.settings.get', {});
  return (
    <DeskPage title={t('desk.nav.llm')} lead={t('llm.settings.lead')}>
      {settings ? (
        <>
          <LlmSetup settings={settings} />
          <LlmBehaviour settings={settings} />
          <OutboundLog />
        </>
      ) : (
        t('loading')
      )}
    </DeskPage>
  );
}
