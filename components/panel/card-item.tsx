import { Badge, UnstyledButton } from '@mantine/core';
import { IconNotes } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PlainBody } from '@/components/text/plain-body';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { CardView } from '@/lib/suggest/view-model';
import { EntryImages } from './entry-images';
import { PieceButtons } from './insert-button';
import styles from './panel.module.css';
import { SourceLine } from './source-line';
import { WhyLine } from './why-line';

/** A body longer than this starts folded. */
const FOLD_CHARS = 140;

export interface CardItemProps {
  card: CardView;
  /** Places of its pieces by source id. */
  placeOf: (id: string) => number | undefined;
  ref_: ConversationRef;
}

/** A knowledge card: read it, and send pieces of it. */
export function CardItem({ card, placeOf, ref_ }: CardItemProps) {
  const { t } = useTranslation();
  const foldable = card.body.length > FOLD_CHARS || card.body.split('\n').length > 5;
  const [open, setOpen] = useState(!foldable);
  return (
    <li className={styles.card} data-testid="card" data-entry={card.entryId} data-id={card.id}>
      <div className={styles.cardHead}>
        <IconNotes size={15} aria-hidden />
        <strong className={styles.cardTitle}>{card.title}</strong>
        {card.internal && (
          <Badge size="xs" variant="light" color="orange">
            {t('internal')}
          </Badge>
        )}
        <SourceLine source={card.source} />
      </div>
      <WhyLine why={card.why} />
      <div className={styles.cardBody} data-open={open}>
        <PlainBody text={card.body} />
      </div>
      {foldable && (
        <UnstyledButton className={styles.link} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? t('fold') : t('unfold')}
        </UnstyledButton>
      )}
      <EntryImages of={{ source: card.source.from, entryId: card.entryId }} images={card.source.images ?? []} />
      {card.send.map((piece) => (
        <div key={piece.id} className={styles.sendPiece}>
          <p className={styles.optionText}>
            <bdi>{piece.text}</bdi>
          </p>
          <PieceButtons
            piece={piece}
            ref_={ref_}
            place={placeOf(piece.id)}
            internal={card.internal}
            label={piece.label}
            insertTestId="card-insert"
            copyTestId="card-copy"
          />
        </div>
      ))}
    </li>
  );
}
