import { Button, CloseButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useHostAction } from '@/components/hooks/use-host-action';
import type { UndoStep } from '@/lib/knowledge/store/undo-log';
import styles from './desk.module.css';

interface UndoBarProps {
  step: UndoStep | null;
  /** Entries that were not published, since the guard objects. */
  held: number;
  onClose(): void;
}

/** What was just changed, and the way back. */
export function UndoBar({ step, held, onClose }: UndoBarProps) {
  const { t } = useTranslation();
  const undo = useHostAction('undo.run');
  return (
    <div className={styles.undoBar} role="status" data-testid="undo-bar">
      <span className={styles.grow}>
        {undo.data?.ok
          ? t('import.undo.done', { ...undo.data.value })
          : [
              step && t(`import.undo.${step.what}`, { name: step.label, count: step.count }),
              held > 0 && t('editor.bulk.held', { count: held }),
              !step && held === 0 && t('editor.bulk.nothing'),
            ]
              .filter(Boolean)
              .join(' · ')}
      </span>
      {step && !undo.data && (
        <Button
          size="compact-xs"
          variant="default"
          data-testid="undo-last"
          loading={undo.isPending}
          onClick={() => undo.mutate({ atMs: step.atMs })}
        >
          {t('import.undo.button')}
        </Button>
      )}
      <CloseButton size="xs" aria-label={t('close')} onClick={onClose} />
    </div>
  );
}
