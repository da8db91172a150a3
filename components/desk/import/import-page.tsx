import { Alert, Button, Progress, Select } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconFile } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import { toByteSize } from '@/components/text/byte-size';
import { DeskPage } from '../desk-page';
import { toHash } from '../use-route';
import { ColumnMapping } from './column-mapping';
import { ExportBox } from './export-box';
import { FileDrop } from './file-drop';
import styles from './import.module.css';
import { ImportOptions } from './import-options';
import { ImportPreview } from './import-preview';
import { Templates } from './templates';
import { UndoList } from './undo-list';
import { type ImportFlow, type ImportState, type StartSession, useImport } from './use-import';

/** Files in, files out: choose, map, look, then all of a file or nothing. */
export function ImportPage({ start }: { start?: StartSession }) {
  const { t } = useTranslation();
  const flow = useImport(start);
  const { step, opened } = flow.state;
  return (
    <DeskPage title={t('desk.nav.import')} lead={t('import.lead')}>
      {step === 'done' ? (
        <Done flow={flow} />
      ) : opened || step === 'reading' ? (
        <FileInHand flow={flow} />
      ) : (
        <>
          <Failure flow={flow} />
          <FileDrop onFile={flow.open} />
          <Templates />
        </>
      )}
      {(step === 'idle' || step === 'done') && (
        <>
          <UndoList />
          <ExportBox />
        </>
      )}
    </DeskPage>
  );
}

function FileInHand({ flow }: { flow: ImportFlow }) {
  const { t, i18n } = useTranslation();
  const { step, file, opened, sheet, counts, options, progress, isEdited } = flow.state;
  const rows = useRef<HTMLDivElement>(null);
  const info = opened?.sheets[sheet];
  const isBusy = step === 'reading' || step === 'checking' || step === 'writing';
  return (
    <>
      <div className={styles.file} data-testid="import-open" data-step={step}>
        <IconFile size={20} stroke={1.5} aria-hidden />
        <div className={styles.fileName}>
          <strong>
            <bdi>{file?.name}</bdi>
          </strong>
          <span className={styles.hint}>
            {[
              file && toByteSize(file.bytes, i18n.language),
              opened && t(`import.format.${opened.format}`),
              opened?.encoding?.toUpperCase(),
            ]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </div>
        {opened && opened.sheets.length > 1 && (
          <Select
            size="xs"
            w={180}
            allowDeselect={false}
            disabled={isBusy}
            aria-label={t('import.sheet')}
            data={opened.sheets.map((one, i) => ({ value: String(i), label: `${one.name} (${one.rows})` }))}
            value={String(sheet)}
            onChange={(value) => value && flow.setSheet(Number(value))}
          />
        )}
        <Button variant="default" size="xs" disabled={step === 'writing'} onClick={flow.reset}>
          {t('import.another')}
        </Button>
      </div>
      {isBusy && (
        <div className={styles.busy} role="status" data-testid="import-progress">
          <span>{t(`import.step.${step}`)}</span>
          <Progress value={step === 'writing' ? 100 : progress / 10} animated aria-label={t(`import.step.${step}`)} />
          {step !== 'writing' && (
            <Button size="compact-sm" variant="default" data-testid="import-cancel" onClick={flow.cancel}>
              {t('cancel')}
            </Button>
          )}
        </div>
      )}
      <Failure flow={flow} />
      {info && <ColumnMapping sheet={info} onChange={flow.setMapping} />}
      {opened && <ImportOptions options={options} onChange={flow.setOptions} />}
      <div ref={rows}>{counts && <ImportPreview flow={flow} counts={counts} />}</div>
      {opened && (
        <div className={styles.commit}>
          <span data-testid="import-summary">{toSummary(t, flow.state)}</span>
          {counts && counts.problems > 0 && !isEdited && (
            <Button variant="default" data-testid="import-mend-rows" onClick={() => showRows(rows.current)}>
              {t('import.toProblems', { count: counts.problems })}
            </Button>
          )}
          {(!counts || isEdited) && !isBusy && (
            <Button variant="default" onClick={flow.check}>
              {t('import.check')}
            </Button>
          )}
          <Button
            data-testid="import-commit"
            disabled={
              isBusy || !counts || counts.problems > 0 || counts.new + counts.update === 0 || flow.state.isEdited
            }
            onClick={flow.commit}
          >
            {t('import.commit', { count: counts ? counts.new + counts.update : 0 })}
          </Button>
        </div>
      )}
    </>
  );
}

const showRows = (rows: HTMLElement | null) => rows?.scrollIntoView({ block: 'start', behavior: 'smooth' });

/** What the press would do, or what has to come first. */
function toSummary(t: ReturnType<typeof useTranslation>['t'], { counts, isEdited, options }: ImportState): string {
  if (!counts) return t('import.notChecked');
  if (isEdited) return t('import.edited');
  if (counts.problems > 0) return t('import.blocked', { count: counts.problems });
  if (counts.new + counts.update === 0) return t('import.nothingNew');
  const parts = (['new', 'update', 'unchanged'] as const).filter((part) => counts[part] > 0);
  const held = options.holdRed && counts.red > 0 ? [t('import.will.red', { count: counts.red })] : [];
  return [...parts.map((part) => t(`import.will.${part}`, { count: counts[part] })), ...held].join(t('why.and'));
}

function Failure({ flow }: { flow: ImportFlow }) {
  const { t } = useTranslation();
  const { failure, file } = flow.state;
  if (!failure || failure === 'cancelled') return null;
  return (
    <Alert
      color="red"
      mb="sm"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t('import.failed', { name: file?.name ?? '' })}
      data-testid="import-error"
      data-reason={failure}
    >
      {t(`import.error.${failure}`)}
    </Alert>
  );
}

function Done({ flow }: { flow: ImportFlow }) {
  const { t } = useTranslation();
  const undo = useHostAction('undo.run');
  const { done, counts, options } = flow.state;
  if (!done) return null;
  const held = options.holdRed ? (counts?.red ?? 0) : 0;
  const conflicts = counts?.conflicts ?? 0;
  const isUndone = undo.data?.ok === true;
  return (
    <div className={styles.done} data-testid="import-done" data-count={done.count} data-undone={isUndone}>
      <IconCircleCheck size={30} stroke={1.5} aria-hidden />
      <h2 className={styles.h2}>{isUndone ? t('import.undone') : t('import.done', { count: done.count })}</h2>
      {!isUndone && held > 0 && (
        <p className={styles.hint} data-testid="import-held">
          {t('import.held', { count: held })}
        </p>
      )}
      {!isUndone && conflicts > 0 && <p className={styles.hint}>{t('import.conflictsLeft', { count: conflicts })}</p>}
      {undo.data && !undo.data.ok && <p className={styles.problem}>{t(`import.undo.${undo.data.reason}`)}</p>}
      {undo.data?.ok && undo.data.value.kept > 0 && (
        <p className={styles.hint}>{t('import.undo.done', { ...undo.data.value })}</p>
      )}
      <div className={styles.doneButtons}>
        {!isUndone && (
          <>
            <Button component="a" href={toHash('knowledge')}>
              {t('import.look')}
            </Button>
            {flow.state.options.scope === 'team' && (
              <Button component="a" variant="default" href={toHash('publish')} data-testid="import-publish">
                {t('import.toPublish')}
              </Button>
            )}
            <Button
              variant="default"
              data-testid="import-undo"
              loading={undo.isPending}
              onClick={() => undo.mutate({ atMs: done.atMs })}
            >
              {t('import.undo.button')}
            </Button>
          </>
        )}
        <Button variant="default" data-testid="import-again" onClick={flow.reset}>
          {t('import.again')}
        </Button>
      </div>
    </div>
  );
}
