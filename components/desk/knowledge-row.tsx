import { Badge } from '@mantine/core';
import type { TFunction } from 'i18next';
import { memo } from 'react';
import { OWN_SOURCE } from '@/lib/knowledge/store/precedence';
import type { EntryRow } from '@/lib/platform/messages';
import styles from './desk.module.css';
import { toHash } from './use-route';

interface KnowledgeRowProps {
  t: TFunction;
  row: EntryRow;
  open: boolean;
  /** The keyboard stands on it. */
  isUnder: boolean;
  /** Name of its source. */
  from: string;
  isChosen: boolean;
  isUnsaved: boolean;
  onChoose(id: string): void;
}

/** One row of the knowledge list; plain elements and drawn once, since scrolling brings several of them per frame. */
export const KnowledgeRow = memo(function KnowledgeRow(props: KnowledgeRowProps) {
  const { t, row, open, isUnder, from, isChosen, isUnsaved, onChoose } = props;
  return (
    <div className={styles.rowLine} data-under={isUnder}>
      {row.source === OWN_SOURCE && (
        <input
          type="checkbox"
          className={styles.rowCheck}
          aria-label={t('editor.bulk.choose', { title: row.title })}
          data-testid="choose"
          checked={isChosen}
          onChange={() => onChoose(row.id)}
        />
      )}
      <a
        href={toHash('knowledge', row.id, row.source)}
        className={styles.row}
        aria-current={open}
        data-testid="knowledge-row"
        data-entry={row.id}
        data-kind={row.kind}
      >
        <span className={styles.rowTitle}>
          <bdi>{row.title}</bdi>
          {row.internal && (
            <Badge size="xs" variant="light" color="orange">
              {t('internal')}
            </Badge>
          )}
          {isUnsaved && <span className={styles.unsaved} title={t('desk.shop.unsaved')} />}
          {row.status !== 'published' && (
            <Badge size="xs" variant="light" color="gray">
              {t(`status.${row.status}`)}
            </Badge>
          )}
        </span>
        <span className={styles.rowMeta}>
          {t(`kind.${row.kind}`)}
          {row.scene && ` · ${t(`scene.${row.scene}`)}`} · {from}
          {row.folder && ` · ${row.folder}`}
        </span>
      </a>
    </div>
  );
});
