import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { DeskPage } from '@/components/desk/desk-page';
import { saveFile } from '@/components/desk/import/save-file';
import { useHostAction } from '@/components/hooks/use-host-action';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { useToasts } from '@/components/ui/toasts';
import styles from '../desk.module.css';
import { Coverage } from './coverage';
import { EntryTable } from './entry-table';
import { NoHits } from './no-hits';
import { Totals } from './totals';

const DAYS = [7, 30, 90];

/** What happened to suggestions on this machine: what helps, what is never used, what is missing. */
export function InsightPage() {
  const { t } = useTranslation();
  const { show } = useToasts();
  const [days, setDays] = useState(30);
  const { data: report } = useHostQuery('usage.report', { days }, { forget: true });
  const csv = useHostAction('usage.csv');
  const save = () =>
    csv.mutate(
      { days },
      {
        onSuccess: ({ text }) =>
          saveFile(`deskmate-usage-${report?.from}-${report?.to}.csv`, text, 'text/csv;charset=utf-8'),
        onError: () => show('stopped'),
      },
    );
  return (
    <DeskPage
      title={t('desk.nav.insight')}
      lead={t('insight.lead')}
      actions={
        <Button
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
          loading={csv.isPending}
          disabled={!report}
          data-testid="usage-csv"
          onClick={save}
        >
          {t('insight.csv')}
        </Button>
      }
    >
      <SegmentedControl
        mb="md"
        aria-label={t('insight.days')}
        data={DAYS.map((value) => ({ value: String(value), label: t('insight.lastDays', { count: value }) }))}
        value={String(days)}
        onChange={(value) => setDays(Number(value))}
      />
      {!report ? (
        <Skeleton height={220} radius="md" />
      ) : (
        <div className={styles.insight} data-testid="insight">
          <Totals totals={report.totals} />
          <EntryTable id="mostUsed" rows={report.mostUsed} columns={['sent', 'inserted', 'shown']} />
          <EntryTable id="mostEdited" rows={report.mostEdited} columns={['sent', 'edited-much']} />
          <NoHits rows={report.noHit} />
          <EntryTable id="neverTaken" rows={report.neverTaken} columns={['shown', 'ignored', 'dismissed']} />
          <EntryTable id="neverShown" rows={report.neverShown} columns={[]} />
          <EntryTable id="due" rows={report.due} columns={[]} />
          <Coverage coverage={report.coverage} />
        </div>
      )}
    </DeskPage>
  );
}
