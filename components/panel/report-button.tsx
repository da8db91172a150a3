import { Button, Modal } from '@mantine/core';
import { IconCopy, IconDownload, IconFileDescription } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { saveFile } from '@/components/desk/import/save-file';
import { useHostClient } from '@/components/host-client-context';
import { useToasts } from '@/components/ui/toasts';
import type { StructureReport } from '@/lib/platform/messages';
import styles from './report.module.css';

/** A page's structure to look at, to copy and to keep as a file; nothing of it is sent anywhere. */
export function ReportButton({ tabId, look = 'quiet' }: { tabId: number; look?: 'quiet' | 'default' }) {
  const { t } = useTranslation();
  const client = useHostClient();
  const { show } = useToasts();
  const [report, setReport] = useState<StructureReport | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const open = () => {
    setBusy(true);
    setProblem(null);
    client
      .call('page.report', { tabId })
      .then(
        (made) => (made.ok ? setReport(made.value) : setProblem(made.reason)),
        () => setProblem('stopped'),
      )
      .finally(() => setBusy(false));
  };
  const text = report ? toText(report) : '';
  const copy = () =>
    navigator.clipboard.writeText(text).then(
      () => show('copied'),
      () => show('copy-failed'),
    );
  return (
    <>
      <Button
        size={look === 'quiet' ? 'compact-xs' : 'xs'}
        variant={look === 'quiet' ? 'subtle' : 'default'}
        leftSection={<IconFileDescription size={14} aria-hidden />}
        data-testid="report"
        loading={busy}
        onClick={open}
      >
        {t('report.open')}
      </Button>
      {problem && (
        <p className={styles.problem} role="alert">
          {t(`report.problem.${problem}`)}
        </p>
      )}
      <Modal opened={report !== null} onClose={() => setReport(null)} title={t('report.title')} size="lg" padding="sm">
        <p className={styles.lead}>{t('report.lead')}</p>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keys */}
        <pre className={styles.text} data-testid="report-text" tabIndex={0}>
          {text}
        </pre>
        <div className={styles.actions}>
          <Button
            size="xs"
            variant="default"
            leftSection={<IconCopy size={14} aria-hidden />}
            data-testid="report-copy"
            onClick={() => void copy()}
          >
            {t('report.copy')}
          </Button>
          <Button
            size="xs"
            leftSection={<IconDownload size={14} aria-hidden />}
            data-testid="report-save"
            onClick={() => saveFile(`deskmate-report-${toName(report)}.txt`, text, 'text/plain')}
          >
            {t('report.save')}
          </Button>
        </div>
      </Modal>
    </>
  );
}

const toName = (report: StructureReport | null): string => (report?.console ?? '').replaceAll(/[^\w.-]/g, '-');

/** What is shown is what is copied and saved, to the letter. */
function toText({ console: id, page, broken, selectors, outline }: StructureReport): string {
  return [
    `console: ${id}`,
    `page: ${page}`,
    `broken: ${broken.join(', ') || '-'}`,
    '',
    ...selectors.map(({ part, css, hits, visible }) => `${part}: ${css} → ${hits} (${visible})`),
    '',
    ...outline,
    '',
  ].join('\n');
}
