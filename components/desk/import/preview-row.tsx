import { Anchor, Badge, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHostQuery } from '@/components/hooks/use-host-query';
import { HarmlessText } from '@/components/text/harmless-text';
import { toSourceName } from '@/components/text/source-name';
import type { Conflict } from '@/lib/knowledge/import/compare-drafts';
import { toHash } from '../use-route';
import styles from './import.module.css';
import type { PreviewRow } from './import-session';

const COLORS: Record<PreviewRow['state'], string> = { new: 'teal', update: 'blue', unchanged: 'gray', problem: 'red' };

interface PreviewRowViewProps {
  row: PreviewRow;
  onCell(line: number, column: number, text: string): void;
}

/** One row: its line in the file, what it becomes, and all that speaks against it. */
export function PreviewRowView({ row, onCell }: PreviewRowViewProps) {
  const { t } = useTranslation();
  const notes = toNotes(t, row);
  return (
    <div className={styles.row} data-testid="import-row" data-line={row.line} data-state={row.state}>
      <span className={styles.line}>{row.line}</span>
      <Badge size="sm" variant="light" color={COLORS[row.state]} className={styles.state}>
        {t(`import.state.${row.state}`)}
      </Badge>
      <div className={styles.rowBody}>
        <p className={styles.rowTitle}>
          {row.folder && <span className={styles.folder}>{row.folder} / </span>}
          <HarmlessText text={row.title || '—'} max={80} />
          {row.text && (
            <span className={styles.rowText}>
              <HarmlessText text={row.text.replace(/\s+/g, ' ')} max={120} />
            </span>
          )}
        </p>
        {row.problem ? (
          <p className={styles.problem}>
            {t(`import.cell.${row.problem.code}`)}
            {row.problem.detail && <span className={styles.detail}>{row.problem.detail}</span>}
          </p>
        ) : (
          <>
            {notes.length > 0 && (
              <p className={row.findings.some(({ severity }) => severity === 'red') ? styles.problem : styles.notes}>
                {notes.join(t('why.and'))}
              </p>
            )}
            {row.conflicts.length > 0 && (
              <p className={styles.notes}>
                {row.conflicts.map((other, index) => (
                  <span key={`${other.source} ${other.id}`} data-testid="import-conflict">
                    {index > 0 && t('why.and')}
                    <ConflictNote conflict={other} />
                  </span>
                ))}
              </p>
            )}
          </>
        )}
      </div>
      {row.problem && row.cell && (
        <Mend
          key={`${row.line} ${row.cell.column}`}
          text={row.cell.text}
          onDone={(text) => row.cell && onCell(row.line, row.cell.column, text)}
        />
      )}
    </div>
  );
}

/** Which entry answers the same question with other words; one that is in the store opens beside, so that the import stays as it is. */
function ConflictNote({ conflict }: { conflict: Conflict }) {
  const { t } = useTranslation();
  const { data: sources = [] } = useHostQuery('sync.status', {});
  const { id, source, title } = conflict;
  if (source === 'file') return t('import.note.conflictFile', { title });
  const name = sources.find((one) => one.id === source)?.name;
  return (
    <Anchor size="xs" href={toHash('knowledge', id, source)} target="_blank" rel="noreferrer">
      {t('import.note.conflict', { title, source: toSourceName(t, source, name) })}
    </Anchor>
  );
}

/** The cell at fault, to be mended in place. */
function Mend({ text, onDone }: { text: string; onDone(text: string): void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(text.slice(0, 2000));
  return (
    <TextInput
      size="xs"
      w={220}
      aria-label={t('import.mend')}
      placeholder={t('import.mend')}
      data-testid="import-mend"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onDone(event.currentTarget.value);
      }}
    />
  );
}

function toNotes(t: TFunction, row: PreviewRow): string[] {
  const notes: string[] = [];
  for (const { type, severity, span } of row.findings.slice(0, 3))
    notes.push(t(severity === 'red' ? 'import.note.red' : 'import.note.amber', { type: t(`finding.${type}`), span }));
  if (row.twinLine !== undefined) notes.push(t('import.note.twin', { line: row.twinLine }));
  return notes;
}
