import { Chip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { AttributeAsk as Ask, ProductFocus } from '@/lib/suggest/view-model';
import { PieceButtons } from './insert-button';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';

export interface AttributeAskProps {
  ask: Ask;
  placeOf: (id: string) => number | undefined;
  ref_: ConversationRef;
}

/** A trigger fired, but what decides the card is unknown: choose it, or ask the buyer. */
export function AttributeAsk({ ask, placeOf, ref_ }: AttributeAskProps) {
  const { t } = useTranslation();
  const { choose } = usePanelActions();
  return (
    <section className={styles.ask} aria-label={t('ask.title', { attribute: ask.attribute })}>
      <p className={styles.askTitle}>
        {t('ask.line', { terms: ask.terms.join(t('why.join')), attribute: ask.attribute })}
      </p>
      <div className={styles.chips}>
        {ask.values.map((value) => (
          <Chip
            key={value}
            size="xs"
            checked={false}
            data-testid="attribute-choice"
            data-attribute={ask.attribute}
            data-value={value}
            onChange={() => choose(ask.attribute, value)}
          >
            {value}
          </Chip>
        ))}
      </div>
      {ask.question && (
        <div className={styles.sendPiece}>
          <p className={styles.optionText} data-testid="ask-question">
            <bdi>{ask.question.text}</bdi>
          </p>
          <PieceButtons
            piece={ask.question}
            ref_={ref_}
            place={placeOf(ask.question.id)}
            label={t('ask.insert')}
            insertTestId="ask-insert"
          />
        </div>
      )}
    </section>
  );
}

/** The value that the agent chose by chip, with the way back. */
export function ChosenValues({ product }: { product: ProductFocus }) {
  const { t } = useTranslation();
  const { choose } = usePanelActions();
  if (product.origin !== 'chosen') return null;
  return (
    <div className={styles.chips}>
      {Object.entries(product.attributes).map(([attribute, value]) => (
        <Chip
          key={attribute}
          size="xs"
          checked
          data-testid="attribute-chosen"
          data-attribute={attribute}
          onChange={() => choose(attribute, null)}
        >
          {t('ask.chosen', { attribute, value })}
        </Chip>
      ))}
    </div>
  );
}
