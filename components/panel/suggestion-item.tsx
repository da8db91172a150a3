import { Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconClockX, IconDots, IconMoodSad, IconSpeakerphone } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { SlotText } from '@/components/text/slot-text';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { Suggestion } from '@/lib/suggest/view-model';
import { EntryImages } from './entry-images';
import { PieceButtons } from './insert-button';
import { PickButton } from './llm-pick';
import styles from './panel.module.css';
import { usePanelActions } from './panel-actions';
import { PlaybookOptions } from './playbook-options';
import { SourceLine } from './source-line';
import { WhyLine } from './why-line';

export interface SuggestionItemProps {
  suggestion: Suggestion;
  place: number | undefined;
  ref_: ConversationRef;
  turnId: string;
  /** An alternative that is far from sure: it stands back behind the others. */
  weak?: boolean;
  onAskLead: () => void;
}

/** One ready reply: its exact text first, then why, where from and what to do with it. */
export function SuggestionItem({ suggestion, place, ref_, turnId, weak = false, onAskLead }: SuggestionItemProps) {
  const { t } = useTranslation();
  const { openDesk } = usePanelActions();
  const { text, slots, findings = [], conflictsWith = [], missingFacts = [], options = [] } = suggestion;
  return (
    <li
      className={styles.suggestion}
      data-testid="suggestion"
      data-entry={suggestion.entryId}
      data-id={suggestion.id}
      data-origin={suggestion.origin}
      data-place={place}
      data-weak={weak}
    >
      {weak && <p className={styles.weakNote}>{t('suggestion.weak')}</p>}
      {suggestion.origin === 'notice' && (
        <div className={styles.noticeTag}>
          <IconSpeakerphone size={13} aria-hidden /> {t('suggestion.notice')}
        </div>
      )}
      <p className={styles.text}>
        <SlotText text={text} slots={slots} />
      </p>
      <EntryImages
        of={{ source: suggestion.source.from, entryId: suggestion.entryId }}
        images={suggestion.source.images ?? []}
      />
      <WhyLine why={suggestion.why} />
      {missingFacts.length > 0 && (
        <p className={styles.warn}>
          <IconAlertTriangle size={13} aria-hidden />
          <span>
            {t('suggestion.missing', { facts: missingFacts.map((name) => t(`facts.${name}`)).join(t('why.join')) })}{' '}
            <UnstyledButton className={styles.link} onClick={() => openDesk(`#/shop/${missingFacts[0] ?? ''}`)}>
              {t('suggestion.fill')}
            </UnstyledButton>
          </span>
        </p>
      )}
      {conflictsWith.length > 0 && (
        <p className={styles.warn}>
          <IconAlertTriangle size={13} aria-hidden />
          <span>
            {t('suggestion.conflict', { count: conflictsWith.length })}
            {conflictsWith.slice(0, 3).map((other) => (
              <UnstyledButton
                key={`${other.source} ${other.entryId}`}
                className={styles.link}
                data-testid="conflict"
                data-entry={other.entryId}
                onClick={() =>
                  openDesk(`#/knowledge/${encodeURIComponent(other.entryId)}/${encodeURIComponent(other.source)}`)
                }
              >
                {t('suggestion.conflictWith', { title: other.title })}
              </UnstyledButton>
            ))}
          </span>
        </p>
      )}
      {findings.map((finding) => (
        <p
          key={`${finding.rule}-${finding.start}`}
          className={styles.warn}
          data-testid="finding"
          data-type={finding.type}
          data-severity={finding.severity}
        >
          <IconAlertTriangle size={13} aria-hidden />
          <span>
            {t(`finding.${finding.type}`)}
            {finding.span && t('finding.span', { span: finding.span })}
            <span className={styles.findingWhy}>{t(`findingWhy.${finding.type}`)}</span>
          </span>
        </p>
      ))}
      <div className={styles.actions}>
        <PieceButtons
          piece={suggestion}
          ref_={ref_}
          place={place}
          insertTestId="suggestion-insert"
          copyTestId="suggestion-copy"
        />
        <span className={styles.spring} />
        {!suggestion.source.internal && <PickButton piece={suggestion} ref_={ref_} />}
        <SourceLine source={suggestion.source} />
        <FeedbackMenu entryId={suggestion.entryId} turnId={turnId} />
      </div>
      {options.length > 0 && (
        <PlaybookOptions suggestion={suggestion} options={options} ref_={ref_} onAskLead={onAskLead} />
      )}
    </li>
  );
}

function FeedbackMenu({ entryId, turnId }: { entryId: string; turnId: string }) {
  const { t } = useTranslation();
  const { sendFeedback } = usePanelActions();
  return (
    <Menu position="bottom-end" shadow="md" withinPortal>
      <Menu.Target>
        <Tooltip label={t('feedback.open')} openDelay={400}>
          <UnstyledButton className={styles.dots} data-testid="feedback" aria-label={t('feedback.open')}>
            <IconDots size={16} aria-hidden />
          </UnstyledButton>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconMoodSad size={15} aria-hidden />}
          data-testid="feedback-not-helpful"
          onClick={() => sendFeedback('not-helpful', entryId, turnId)}
        >
          {t('feedback.not-helpful')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconClockX size={15} aria-hidden />}
          data-testid="feedback-outdated"
          onClick={() => sendFeedback('outdated', entryId, turnId)}
        >
          {t('feedback.outdated')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconAlertTriangle size={15} aria-hidden />}
          data-testid="feedback-missing"
          onClick={() => sendFeedback('missing', null, turnId)}
        >
          {t('feedback.missing')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
