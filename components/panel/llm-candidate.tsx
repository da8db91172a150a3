import { Tooltip, UnstyledButton } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationRef } from '@/lib/chat/conversation';
import type { Suggestion } from '@/lib/suggest/view-model';
import { PieceButtons } from './insert-button';
import styles from './llm.module.css';
import { LlmFindings, MarkedText } from './llm-findings';
import { PickButton } from './llm-pick';
import { usePanelActions } from './panel-actions';

/** One reply that the LLM wrote: its exact text, the entries that it stands on, and what nothing backs, marked. */
export function LlmCandidate({ candidate, ref_ }: { candidate: Suggestion; ref_: ConversationRef | null }) {
  const { t } = useTranslation();
  const { openDesk } = usePanelActions();
  const [pointed, setPointed] = useState<string | null>(null);
  const { cites = [], findings = [], style = 'direct' } = candidate;
  return (
    <li
      className={styles.candidate}
      data-testid="suggestion"
      data-entry={candidate.entryId}
      data-id={candidate.id}
      data-origin="llm"
    >
      <p className={styles.text}>
        <MarkedText text={candidate.text} findings={findings} claims={candidate.claims ?? []} pointed={pointed} />
      </p>
      <LlmFindings findings={findings} />
      <ul className={styles.cites} aria-label={t('llm.cites')}>
        {cites.length === 0 && <li className={styles.note}>{t('llm.noCite')}</li>}
        {cites.map((source) => (
          <li key={source.entryId}>
            <Tooltip label={t('llm.cite', { title: source.title })} openDelay={400}>
              <UnstyledButton
                className={styles.cite}
                data-testid="llm-cite"
                data-entry={source.entryId}
                onPointerEnter={() => setPointed(source.entryId)}
                onPointerLeave={() => setPointed(null)}
                onFocus={() => setPointed(source.entryId)}
                onBlur={() => setPointed(null)}
                onClick={() =>
                  openDesk(`#/knowledge/${encodeURIComponent(source.entryId)}/${encodeURIComponent(source.from)}`)
                }
              >
                <IconBook2 size={12} aria-hidden />
                <span>{source.title}</span>
              </UnstyledButton>
            </Tooltip>
          </li>
        ))}
      </ul>
      <div className={styles.actions}>
        <PieceButtons piece={candidate} ref_={ref_} insertTestId="suggestion-insert" copyTestId="suggestion-copy" />
        <span className={styles.spring} />
        <PickButton piece={candidate} ref_={ref_} />
        <span className={styles.style}>{t(`llm.style.${style}`)}</span>
      </div>
    </li>
  );
}
