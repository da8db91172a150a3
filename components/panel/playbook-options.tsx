import { Badge, Button } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { PlaybookOption, Suggestion } from '@/lib/suggest/view-model';
import { PieceButtons } from './insert-button';
import styles from './panel.module.css';
import { optionId } from './pieces';

export interface PlaybookOptionsProps {
  suggestion: Suggestion;
  options: PlaybookOption[];
  ref_: ConversationRef;
  onAskLead: () => void;
}

/** Solution options ①②③: who pays, how soon, how much. One above the agent's limit is greyed and says whom to ask. */
export function PlaybookOptions({ suggestion, options, ref_, onAskLead }: PlaybookOptionsProps) {
  const { t } = useTranslation();
  return (
    <ol className={styles.options} aria-label={t('option.title')}>
      {options.map((option, index) => (
        <li
          key={optionId(suggestion.id, index)}
          className={styles.option}
          data-testid="option"
          data-allowed={option.allowed}
        >
          <div className={styles.optionHead}>
            <span className={styles.number} aria-hidden>
              {index + 1}
            </span>
            <strong>{option.label}</strong>
            <Badge size="xs" variant="light" color="gray">
              {t(`option.pays.${option.pays}`)}
            </Badge>
            {option.withinHours !== undefined && (
              <Badge size="xs" variant="light" color="blue">
                {t('option.within', { count: option.withinHours })}
              </Badge>
            )}
            {option.amountMax !== undefined && (
              <Badge size="xs" variant="light" color="gray">
                {t('option.upTo', { amount: option.amountMax })}
              </Badge>
            )}
          </div>
          <p className={styles.optionText}>
            <bdi>{option.text}</bdi>
          </p>
          {option.allowed ? (
            <PieceButtons
              piece={{ id: optionId(suggestion.id, index), text: option.text }}
              ref_={ref_}
              insertTestId="option-insert"
            />
          ) : (
            <p className={styles.locked}>
              <IconLock size={13} aria-hidden />
              <span className={styles.hintText}>{t('option.askLead')}</span>
              <Button
                size="compact-xs"
                variant="light"
                color="orange"
                data-testid="option-ask-lead"
                aria-label={t('option.copyQuestionFor', { option: option.label })}
                onClick={onAskLead}
              >
                {t('option.copyQuestion')}
              </Button>
            </p>
          )}
        </li>
      ))}
    </ol>
  );
}
