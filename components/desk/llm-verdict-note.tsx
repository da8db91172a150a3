import { Alert, Code } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LlmVerdict } from '@/lib/platform/methods/llm-methods';

/** What the test of a connection found, with the way out where there is one. */
export function LlmVerdictNote({ verdict, origin }: { verdict: LlmVerdict | null; origin: string }) {
  const { t } = useTranslation();
  if (!verdict) return null;
  return (
    <Alert
      mt="sm"
      variant="light"
      color={verdict.ok ? 'teal' : 'orange'}
      icon={verdict.ok ? <IconCircleCheck size={18} aria-hidden /> : <IconAlertTriangle size={18} aria-hidden />}
      data-testid="llm-verdict"
      data-ok={verdict.ok}
      data-reason={verdict.ok ? undefined : verdict.reason}
    >
      {verdict.ok ? t('llm.settings.testOk', { ms: verdict.firstMs }) : t(`llm.reason.${verdict.reason}`)}
      {!verdict.ok && verdict.reason === 'origin-refused' && (
        <>
          <p>{t('llm.settings.ollama')}</p>
          <Code block>{`OLLAMA_ORIGINS="${origin}" ollama serve`}</Code>
          <Code block mt={4}>{`set OLLAMA_ORIGINS=${origin}&& ollama serve`}</Code>
        </>
      )}
    </Alert>
  );
}
