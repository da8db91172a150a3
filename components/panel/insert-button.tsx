import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconAlertTriangle, IconArrowBarDown, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationRef } from '@/lib/chat/conversation';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';
import type { Piece } from './pieces';

export interface PieceButtonsProps {
  piece: Piece;
  /** Conversation that the piece was made for. */
  ref_: ConversationRef | null;
  /** 1..3 when a key inserts it. */
  place?: number | undefined;
  /** Internal knowledge: asks for a second press. */
  internal?: boolean;
  label?: string;
  insertTestId?: string;
  copyTestId?: string;
}

/** How long the second press on internal knowledge is waited for. */
const ASK_MS = 4000;

/** Insert and copy of one piece. Where the console cannot be written, copy is the main button and insert is not offered. */
export function PieceButtons({
  piece,
  ref_,
  place,
  internal = false,
  label,
  insertTestId,
  copyTestId,
}: PieceButtonsProps) {
  const { t } = useTranslation();
  const { canInsert, insert, copy } = usePanelActions();
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    if (!asking) return;
    const timer = setTimeout(() => setAsking(false), ASK_MS);
    return () => clearTimeout(timer);
  }, [asking]);

  /** Internal knowledge leaves only by a second press. */
  const guarded = (act: () => void) => {
    if (internal && !asking) return setAsking(true);
    setAsking(false);
    act();
  };

  if (!canInsert)
    return (
      <Button
        size="compact-sm"
        leftSection={<IconCopy size={14} aria-hidden />}
        data-testid={copyTestId}
        color={asking ? 'orange' : undefined}
        onClick={() => guarded(() => copy(piece))}
      >
        {asking ? t('piece.internalAsk') : t('piece.copy')}
      </Button>
    );
  return (
    <div className={styles.pieceButtons}>
      <Button
        size="compact-sm"
        className={styles.insert}
        variant={place === 1 || asking ? 'filled' : 'light'}
        leftSection={asking ? <IconAlertTriangle size={14} aria-hidden /> : <IconArrowBarDown size={14} aria-hidden />}
        rightSection={place ? <kbd className={styles.key}>Alt+{place}</kbd> : undefined}
        color={asking ? 'orange' : undefined}
        data-testid={insertTestId}
        aria-keyshortcuts={place ? `Alt+${place}` : undefined}
        onClick={() => guarded(() => insert(piece, ref_))}
      >
        {asking ? t('piece.internalAsk') : (label ?? t('piece.insert'))}
      </Button>
      <Tooltip label={t('piece.copy')} openDelay={400}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={26}
          aria-label={t('piece.copy')}
          data-testid={copyTestId}
          onClick={() => guarded(() => copy(piece))}
        >
          <IconCopy size={15} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
