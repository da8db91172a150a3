import { Button, Chip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './import.module.css';
import type { ImportCounts, RowFilter } from './import-session';
import { PreviewTable } from './preview-table';
import type { ImportFlow } from './use-import';

const FILTERS: readonly [RowFilter, keyof ImportCounts][] = [
  ['all', 'rows'],
  ['problems', 'problems'],
  ['red', 'red'],
  ['conflicts', 'conflicts'],
  ['twins', 'twins'],
  ['new', 'new'],
  ['update', 'update'],
  ['unchanged', 'unchanged'],
];

/** What the import would do, row by row; problems first, since they hold the whole file back. */
export function ImportPreview({ flow, counts }: { flow: ImportFlow; counts: ImportCounts }) {
  const { t } = useTranslation();
  const [wanted, setWanted] = useState<RowFilter>('all');
  const shown = FILTERS.filter(([filter, count]) => filter === 'all' || counts[count] > 0);
  const filter = shown.some(([one]) => one === wanted) ? wanted : 'all';
  const start: RowFilter = wanted === 'all' && counts.problems > 0 ? 'problems' : filter;
  const [touched, setTouched] = useState(false);
  const active = touched ? filter : start;
  const total = counts[FILTERS.find(([one]) => one === active)?.[1] ?? 'rows'];
  if (!flow.session) return null;
  return (
    <section className={styles.box} aria-label={t('import.preview')} data-testid="import-preview">
      <div className={styles.boxHead}>
        <Chip.Group
          value={active}
          onChange={(value) => {
            setTouched(true);
            setWanted(value as RowFilter);
          }}
        >
          <div className={styles.chips}>
            {shown.map(([one, count]) => (
              <Chip
                key={one}
                size="xs"
                value={one}
                color={one === 'problems' || one === 'red' ? 'red' : undefined}
                data-testid={`import-filter-${one}`}
                data-count={counts[count]}
              >
                {t(`import.filter.${one}`)} {counts[count]}
              </Chip>
            ))}
          </div>
        </Chip.Group>
      </div>
      {counts.problems > 0 && (
        <div className={styles.problemBar} role="status">
          <span>{t('import.problemsHint', { count: counts.problems })}</span>
          <Button
            size="compact-sm"
            variant="default"
            data-testid="import-exclude"
            onClick={() => {
              setTouched(false);
              setWanted('all');
              flow.excludeProblems();
            }}
          >
            {t('import.exclude', { count: counts.problems })}
          </Button>
          <Button size="compact-sm" data-testid="import-check" disabled={!flow.state.isEdited} onClick={flow.check}>
            {t('import.check')}
          </Button>
        </div>
      )}
      <PreviewTable
        session={flow.session}
        filter={active}
        total={total}
        revision={flow.state.revision}
        onCell={flow.setCell}
      />
    </section>
  );
}
