import { Button } from '@mantine/core';
import { IconPointer } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostClient } from '@/components/host-client-context';
import styles from './teach.module.css';

/** Starts a lesson in the tab's page. */
export function TeachButton({ tabId, label, quiet = false }: { tabId: number; label?: string; quiet?: boolean }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const start = () => {
    setBusy(true);
    setProblem(null);
    client
      .call('teach.start', { tabId, part: null })
      .then(
        (result) => setProblem(result.ok ? null : result.reason),
        () => setProblem('stopped'),
      )
      .finally(() => setBusy(false));
  };
  return (
    <>
      <Button
        size={quiet ? 'compact-xs' : 'xs'}
        variant={quiet ? 'subtle' : 'filled'}
        leftSection={<IconPointer size={14} aria-hidden />}
        data-testid="teach"
        loading={busy}
        onClick={start}
      >
        {label ?? t('teach.start')}
      </Button>
      {problem && (
        <p className={styles.problem} role="alert">
          {t(`teach.problem.${problem}`)}
        </p>
      )}
    </>
  );
}
